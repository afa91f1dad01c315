namespace Render;

/// <summary>What a request asks for and not every line of the server has: the operation itself, or one of its parameters.</summary>
/// <param name="Parameter">The parameter, or <c>null</c> for the operation.</param>
/// <param name="Lines">The lines that have it.</param>
internal sealed record RequestLimit(string? Parameter, IReadOnlyList<ServerLine> Lines)
{
    /// <summary>Where a request carries its limits; one without limits carries nothing.</summary>
    public static readonly HttpRequestOptionsKey<IReadOnlyList<RequestLimit>> Key = new("Render.Limits");
}
