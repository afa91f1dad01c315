namespace Render;

/// <summary>
/// The server, or a proxy before it, sends the request elsewhere (3xx). That is not followed, because a POST or PUT would arrive as a GET
/// without its body: connect to the other address instead.
/// </summary>
public sealed class RenderRedirectException : RenderException
{
    internal RenderRedirectException(RenderFailure failure, Uri? location, Uri? baseAddress)
        : base(failure, Remedy(failure, location, baseAddress)) => Location = location;

    /// <summary>Where the request is sent to, as an absolute URL, or <c>null</c> when the answer does not say.</summary>
    public Uri? Location { get; }

    private static string Remedy(RenderFailure failure, Uri? location, Uri? baseAddress)
    {
        if (location is null)
        {
            return "The request is sent elsewhere, without saying where. Set Host (RENDER_HOST) to the address where the web service itself answers.";
        }

        var other = location.AbsoluteUri;
        var operation = failure.RequestUri is { } url && baseAddress is not null ? baseAddress.MakeRelativeUri(url).OriginalString : "";
        return operation.Length > 0 && other.EndsWith("/" + operation, StringComparison.Ordinal)
            ? $"The request is sent to {other}, which is not followed. Set Host (RENDER_HOST) to {other[..^operation.Length]}, and leave Port (RENDER_PORT) unset."
            : $"The request is sent to {other}, which is not followed. Set Host (RENDER_HOST) to the address where the web service itself answers.";
    }
}
