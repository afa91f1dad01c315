namespace Render;

/// <summary>What the URL names is not there: the stack, tile, section, transform or match collection (404).</summary>
public sealed class RenderNotFoundException : RenderException
{
    internal RenderNotFoundException(RenderFailure failure)
        : base(failure, failure.ServerText is null ? "The server does not know this URL, or a value in it cannot be parsed." : null)
    {
    }
}
