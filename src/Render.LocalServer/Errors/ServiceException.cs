namespace Render.LocalServer;

/// <summary>A request that cannot be served, with the answer that it gets.</summary>
internal abstract class ServiceException(string? message) : Exception(message)
{
    /// <summary>The answer.</summary>
    /// <param name="request">The request.</param>
    public abstract Answer ToAnswer(HttpRequest request);
}
