namespace Render;

/// <summary>Mapping points of a stack on the client.</summary>
public static class StackGeometryExtensions
{
    /// <summary>
    /// Makes a handle that maps points of the stack without asking the server for each, and keeps the tiles for the next ones. Calls nothing yet.
    /// </summary>
    /// <param name="stack">The stack.</param>
    /// <param name="options">How many tiles are kept, and how points are mapped back; the defaults when <c>null</c>.</param>
    /// <returns>The handle. Keep it as long as points are to be mapped.</returns>
    public static StackGeometry Geometry(this RenderStack stack, StackGeometryOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stack);
        options ??= new StackGeometryOptions();
        options.Validate();
        return new StackGeometry(stack, options);
    }
}
