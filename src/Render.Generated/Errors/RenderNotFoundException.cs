namespace Render;

/// <summary>
/// What the URL names is not there: the stack, tile, section, transform or match collection (404). Or there is no render server at the URL:
/// <see cref="IsServersWord"/> tells.
/// </summary>
public sealed class RenderNotFoundException : RenderException
{
    internal RenderNotFoundException(RenderFailure failure)
        : base(failure, Remedy(failure.SaysMissing ? failure.ServerText : null, failure.RequestUri))
    {
        IsServersWord = failure.SaysMissing;
    }

    /// <summary>
    /// Whether the render server itself says so, which its wording tells. It is <c>false</c> when the URL is unknown, and for whatever a web
    /// server or proxy says that has no such file or route; what the URL names may well exist then.
    /// </summary>
    public bool IsServersWord { get; }

    private static string? Remedy(string? serverText, Uri? url) => serverText switch
    {
        null => "The server does not know this URL, or a value in it cannot be parsed. "
            + "If it is not a render server that answers, correct host and port (RENDER_HOST, RENDER_PORT).",
        _ when serverText.StartsWith("stack with owner", StringComparison.Ordinal) && IsInStack(url) =>
            "If the stack is listed, it is OFFLINE: its tiles, sections and transforms are gone, and a new version of it has to be filled. "
            + "Otherwise correct owner, project or stack, or create the stack with CreateAsync.",
        _ when serverText.StartsWith("stack with owner", StringComparison.Ordinal) =>
            "Correct owner, project or stack, or create the stack with CreateAsync.",
        _ when serverText.StartsWith("match collection", StringComparison.Ordinal) =>
            "Correct owner or collection; a collection comes into being with its first pair.",
        _ => null,
    };

    // Of an OFFLINE stack, the server knows the stack itself, but says of what was in it that the stack does not exist.
    private static bool IsInStack(Uri? url) =>
        url is not null && url.OriginalString.IndexOf("/stack/", StringComparison.Ordinal) is >= 0 and var start
        && url.OriginalString.IndexOf('/', start + "/stack/".Length) >= 0;
}
