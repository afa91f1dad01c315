namespace Render;

/// <summary>
/// The server does not have the operation, or a parameter of it that was given: it is of another line. A server ignores parameters that it does
/// not know and answers something else than what was asked for, so nothing is sent then.
/// </summary>
public sealed class RenderUnsupportedOperationException : RenderException
{
    internal RenderUnsupportedOperationException(RenderFailure failure, RequestLimit limit, ServerLine serverLine)
        : base(failure, Remedy(limit))
    {
        Parameter = limit.Parameter;
        OfferedBy = limit.Lines;
        ServerLine = serverLine;
    }

    /// <summary>The line of the server.</summary>
    public ServerLine ServerLine { get; }

    /// <summary>The parameter that the server does not have, by its name on the wire, or <c>null</c> when it is the operation.</summary>
    public string? Parameter { get; }

    /// <summary>The lines that have the operation, or the parameter.</summary>
    public IReadOnlyList<ServerLine> OfferedBy { get; }

    /// <summary>Refuses a request of which nothing was sent.</summary>
    internal static RenderUnsupportedOperationException Unsent(HttpRequestMessage request, RequestLimit limit, ServerLine serverLine) => new(
        RenderFailure.WithoutAnswer(request, new NotSupportedException(Reason(limit, serverLine))) with { WasNotSent = true }, limit, serverLine);

    /// <summary>Says what an answer without a text means.</summary>
    internal static RenderUnsupportedOperationException Answered(
        HttpRequestMessage request, HttpResponseMessage response, RequestLimit limit, ServerLine serverLine) =>
        new(RenderFailure.WithAnswer(request, response, Reason(limit, serverLine), cause: null), limit, serverLine);

    private static string Reason(RequestLimit limit, ServerLine serverLine)
    {
        var what = limit.Parameter is null ? "this operation" : $"the parameter {limit.Parameter}";
        var lines = string.Join(" and ", limit.Lines.Select(ServerLineRange.NameOf));
        return $"the server is of the line {ServerLineRange.NameOf(serverLine)}, and only render-ws {lines} has {what}";
    }

    private static string Remedy(RequestLimit limit) => limit.Parameter is null
        ? "Use another operation, or a server of that line; set RenderClientOptions.ServerLine if the line is wrong."
        : "Leave it out, or use a server of that line; set RenderClientOptions.ServerLine if the line is wrong.";
}
