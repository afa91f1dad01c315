namespace Render;

/// <summary>
/// The server could not be reached, or cannot answer now (connection failures, 429, 502, 503). Whether a request that changes
/// something arrived is unknown.
/// </summary>
public sealed class RenderUnavailableException : RenderException
{
    internal RenderUnavailableException(RenderFailure failure)
        : base(failure, "Check that the server is running and that host and port are right (RENDER_HOST, RENDER_PORT), then try again.")
    {
    }

    /// <summary>Whether there was no connection over which the request could have been sent.</summary>
    internal bool HasNeverConnected => InnerException is HttpRequestException exception && NeverConnected(exception);

    /// <summary>Whether no connection was made, so that nothing was sent.</summary>
    internal static bool NeverConnected(HttpRequestException exception) => exception.HttpRequestError
        is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
        or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;
}
