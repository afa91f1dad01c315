namespace Render;

/// <summary>Tells failures of requests that were never sent from the others.</summary>
internal static class LostAnswer
{
    /// <summary>Whether there was no connection over which the request could have been sent.</summary>
    public static bool NeverConnected(this RenderException failure) =>
        failure.InnerException is HttpRequestException exception && RenderUnavailableException.NeverConnected(exception);
}
