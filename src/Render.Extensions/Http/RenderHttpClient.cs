namespace Render;

/// <summary>Makes the HTTP client of a connection that no container manages.</summary>
internal static class RenderHttpClient
{
    public static HttpClient Create(RenderClientOptions options)
    {
        // Time limits belong to single operations: a whole-client limit would cut off COMPLETE and large uploads.
        return new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        {
            BaseAddress = options.BaseAddress,
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }
}
