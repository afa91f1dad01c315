using System.Net;

namespace Render;

/// <summary>Tells failures after which a request may have been carried out from those after which it was not.</summary>
internal static class LostAnswer
{
    /// <summary>
    /// Whether the request may have arrived although no answer of the server came: a time-out, a connection that broke, a proxy that lost
    /// the server. Who answers 429 or 503 refuses the request.
    /// </summary>
    public static bool MayHaveArrived(this RenderException failure) => failure switch
    {
        RenderTimeoutException => true,
        RenderUnavailableException { StatusCode: HttpStatusCode.BadGateway } => true,
        RenderUnavailableException { StatusCode: null } => !failure.NeverConnected(),
        _ => false,
    };

    /// <summary>Whether there was no connection over which the request could have been sent.</summary>
    public static bool NeverConnected(this RenderException failure) => failure.InnerException is HttpRequestException
    {
        HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
    };
}
