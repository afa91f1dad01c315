using System.IO.Compression;
using System.Net;

namespace Render;

/// <summary>
/// The body of an answer that came compressed. No request asks for that, and the server never does it; proxies do.
/// </summary>
internal sealed class InflatedContent : HttpContent
{
    private readonly HttpContent origin;
    private readonly Stream body;

    private InflatedContent(HttpContent origin, Stream body)
    {
        this.origin = origin;
        this.body = body;
        foreach (var (name, values) in origin.Headers)
        {
            if (name is not ("Content-Encoding" or "Content-Length"))
            {
                Headers.TryAddWithoutValidation(name, values);
            }
        }
    }

    /// <summary>The content as it was before it was compressed, if its headers say that it was.</summary>
    /// <param name="origin">The content as it came; it is disposed with the new one.</param>
    /// <param name="cancellationToken">Stops waiting for it.</param>
    public static async Task<HttpContent> OfAsync(HttpContent origin, CancellationToken cancellationToken)
    {
        if (origin.Headers.ContentEncoding.Count != 1)
        {
            return origin;
        }

        var compressed = await origin.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        Stream? body = origin.Headers.ContentEncoding.First().ToLowerInvariant() switch
        {
            "gzip" or "x-gzip" => new GZipStream(compressed, CompressionMode.Decompress),
            "deflate" => new ZLibStream(compressed, CompressionMode.Decompress),
            "br" => new BrotliStream(compressed, CompressionMode.Decompress),
            _ => null,
        };
        return body is null ? origin : new InflatedContent(origin, body);
    }

    /// <inheritdoc/>
    protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult(body);

    /// <inheritdoc/>
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => body.CopyToAsync(stream);

    /// <inheritdoc/>
    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            body.Dispose();
            origin.Dispose();
        }

        base.Dispose(disposing);
    }
}
