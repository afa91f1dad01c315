namespace Render.LocalServer;

/// <summary>A request that cannot be served, with the answer that it gets.</summary>
internal abstract class ServiceException(string? message) : Exception(message)
{
    /// <summary>The answer.</summary>
    public abstract Answer ToAnswer();
}
