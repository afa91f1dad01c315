namespace Render;

/// <summary>What the URL names is not there: the stack, tile, section, transform or match collection (404).</summary>
public sealed class RenderNotFoundException : RenderException
{
    internal RenderNotFoundException(RenderFailure failure)
        : base(failure, Remedy(failure.ServerText))
    {
    }

    private static string? Remedy(string? serverText) => serverText switch
    {
        null => "The server does not know this URL, or a value in it cannot be parsed.",
        _ when serverText.StartsWith("stack with owner", StringComparison.Ordinal) =>
            "Correct owner, project or stack, or create the stack with CreateAsync.",
        _ when serverText.StartsWith("match collection", StringComparison.Ordinal) =>
            "Correct owner or collection; a collection comes into being with its first pair.",
        _ => null,
    };
}
