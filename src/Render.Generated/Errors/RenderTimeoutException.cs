namespace Render;

/// <summary>
/// The answer did not come in time (the client's limit, 408 or 504). Whether a request that changes something was carried out is
/// unknown.
/// </summary>
public sealed class RenderTimeoutException : RenderException
{
    internal RenderTimeoutException(RenderFailure failure)
        : base(failure, "Read back what the operation changes before repeating it, or allow it more time.")
    {
    }
}
