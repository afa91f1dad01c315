namespace Render.LocalServer;

/// <summary>An operation of the contract.</summary>
/// <param name="Name">The name of the method that serves it: <c>GetStack</c>.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path template below the root of the web service.</param>
/// <param name="Consumes">The media type of the request body, or <c>null</c> when there is none.</param>
/// <param name="Produces">The media type of the answer, or <c>null</c> when there is nothing but a status.</param>
/// <param name="Lines">The lines of the server that have the operation.</param>
internal sealed record Operation(string Name, string Method, string Path, string? Consumes, string? Produces, IReadOnlyList<ServerLine> Lines)
{
    /// <summary>The operation id of the contract: <c>getStack</c>.</summary>
    public string Id => char.ToLowerInvariant(Name[0]) + Name[1..];
}
