using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;

namespace Render.LocalServer.Tests.Exchanges;

/// <summary>Sends all recorded requests of a line to an empty server of that line in their order and says where the answers differ.</summary>
public abstract class Replay(ServerLine line, string exchanges) : IAsyncLifetime
{
    /// <summary>What differs, by the number of the exchange; served operations only.</summary>
    public Dictionary<int, List<string>> Differences { get; } = [];

    /// <summary>The exchanges that were answered with 501, with the text.</summary>
    public Dictionary<Exchange, string> NotOffered { get; } = [];

    public List<Exchange> All { get; } = [];

    /// <summary>What was answered to the requests for render parameters.</summary>
    public Dictionary<Exchange, string> RenderParameters { get; } = [];

    public async Task InitializeAsync()
    {
        await using var server = await RenderLocalServer.StartAsync(new RenderLocalServerOptions { Line = line });
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = new Uri(server.BaseAddress, "/"),
        };
        foreach (var exchange in Exchange.ReadAll(exchanges))
        {
            All.Add(exchange);
            using var request = Request(exchange, http.BaseAddress);
            using var response = await http.SendAsync(request);
            var body = (await response.Content.ReadAsStringAsync()).Replace(
                http.BaseAddress.ToString(), "http://127.0.0.1:8080/", StringComparison.Ordinal);
            if (response.IsSuccessStatusCode && exchange.Path.Contains("/render-parameters", StringComparison.Ordinal))
                RenderParameters.Add(exchange, body);

            if (response.StatusCode == HttpStatusCode.NotImplemented)
                NotOffered.Add(exchange, body);
            else if (Compare(exchange, response, body).ToList() is { Count: > 0 } differences)
                Differences.Add(exchange.Number, differences);
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    internal static HttpRequestMessage Request(Exchange exchange, Uri server)
    {
        // The path goes out as it was recorded, escapes included.
        var uri = new Uri(server.GetLeftPart(UriPartial.Authority) + exchange.Path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var request = new HttpRequestMessage(new HttpMethod(exchange.Method), uri);
        if (exchange.RequestBody is { } body)
            request.Content = new ByteArrayContent(exchange.IsRequestCompressed ? Compress(body) : body);
        else if (exchange.Method is "PUT" or "POST")
            request.Content = new ByteArrayContent([]);

        foreach (var (name, value) in exchange.RequestHeaders)
        {
            if (name == "Content-Type")
                request.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse(value);
            else if (name == "Content-Encoding")
                request.Content!.Headers.ContentEncoding.Add(value);
            else
                request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    private static IEnumerable<string> Compare(Exchange exchange, HttpResponseMessage response, string body)
    {
        if ((int)response.StatusCode != exchange.Status)
            yield return $"status {(int)response.StatusCode} instead of {exchange.Status}";

        if (Normal(response.Content.Headers.ContentType?.ToString()) != Normal(exchange.ContentType))
            yield return $"content type {response.Content.Headers.ContentType} instead of {exchange.ContentType}";

        if (exchange.AllowedMethods is { } methods && string.Join(", ", response.Content.Headers.Allow) != methods)
            yield return $"allowed are {string.Join(", ", response.Content.Headers.Allow)} instead of {methods}";

        if (exchange.HasLocation && response.Headers.Location is null)
            yield return "no location";

        if (exchange.AllowedOrigin is { } origin && !response.Headers.TryGetValues("Access-Control-Allow-Origin", out _))
            yield return $"origin {origin} is not allowed";

        if (!exchange.IsBodyVolatile && JsonComparison.Difference(exchange.Body ?? "", body, exchange.VolatileParts) is { } difference)
            yield return difference;
    }

    private static string Normal(string? contentType) => contentType?.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant() ?? "";

    private static byte[] Compress(byte[] body)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
            gzip.Write(body);

        return compressed.ToArray();
    }
}
