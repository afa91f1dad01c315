using System.Net;

namespace Render;

/// <summary>The body of a streamed answer, whose first bytes are here already.</summary>
internal sealed class StreamedContent : HttpContent
{
    private const int FirstBytes = 16 * 1024;

    private readonly HttpContent origin;
    private readonly Stream body;

    private StreamedContent(HttpContent origin, Stream body)
    {
        this.origin = origin;
        this.body = body;
        foreach (var (name, values) in origin.Headers)
        {
            Headers.TryAddWithoutValidation(name, values);
        }
    }

    /// <summary>Waits for the first bytes of a body.</summary>
    /// <param name="origin">The content as it came; it is disposed with the new one.</param>
    /// <param name="longestSilence">How long each further read may wait.</param>
    /// <param name="timeProvider">Measures the silence.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public static async Task<StreamedContent> OpenAsync(
        HttpContent origin, TimeSpan longestSilence, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        var body = await origin.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var first = new byte[FirstBytes];
        var length = await body.ReadAsync(first, cancellationToken).ConfigureAwait(false);
        return new StreamedContent(origin, new StreamedBody(first.AsMemory(0, length), body, longestSilence, timeProvider));
    }

    /// <inheritdoc/>
    protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult(body);

    /// <inheritdoc/>
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => body.CopyToAsync(stream);

    /// <inheritdoc/>
    protected override bool TryComputeLength(out long length)
    {
        length = origin.Headers.ContentLength ?? 0;
        return origin.Headers.ContentLength is not null;
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
