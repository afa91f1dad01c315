namespace Render;

/// <summary>An image or raw pixels, read straight from the socket. Dispose it to give the connection back.</summary>
/// <remarks>
/// What goes wrong while it is read is a <see cref="RenderException"/> of the operation: <see cref="RenderUnavailableException"/> when the
/// connection breaks, <see cref="RenderTimeoutException"/> when the server is silent for longer than the client waits for it.
/// </remarks>
public sealed class BinaryContent : IDisposable, IAsyncDisposable
{
    private readonly HttpResponseMessage response;

    private BinaryContent(HttpResponseMessage response, Stream stream)
    {
        this.response = response;
        Stream = stream;
    }

    /// <summary>The bytes, unbuffered. Reading throws as <see cref="ReadAllBytesAsync"/> does.</summary>
    public Stream Stream { get; }

    /// <summary>The media type, such as <c>image/png</c>, or <c>null</c> when the server did not say.</summary>
    public string? MediaType => response.Content.Headers.ContentType?.MediaType;

    /// <summary>The number of bytes, or <c>null</c> when the server did not say.</summary>
    public long? Length => response.Content.Headers.ContentLength;

    /// <summary>
    /// The entity tag, or <c>null</c>. The server derives it from the last modification of the stack's metadata: saving tiles does
    /// not change it.
    /// </summary>
    public string? ETag => response.Headers.ETag?.Tag;

    /// <summary>Reads everything.</summary>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The bytes.</returns>
    /// <exception cref="RenderUnavailableException">The connection broke.</exception>
    /// <exception cref="RenderTimeoutException">The server fell silent.</exception>
    public async Task<byte[]> ReadAllBytesAsync(CancellationToken cancellationToken = default)
    {
        using var buffer = new MemoryStream((int)Math.Min(Length ?? 0, Array.MaxLength));
        await Stream.CopyToAsync(buffer, cancellationToken).ConfigureAwait(false);
        return buffer.Length == buffer.Capacity ? buffer.GetBuffer() : buffer.ToArray();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Stream.Dispose();
        response.Dispose();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Stream.DisposeAsync().ConfigureAwait(false);
        response.Dispose();
    }

    internal static async Task<BinaryContent> OpenAsync(
        HttpRequestMessage request, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            return new BinaryContent(response, new BinaryBody(request, body));
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
