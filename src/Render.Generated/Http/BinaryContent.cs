namespace Render;

/// <summary>An image or raw pixels, read straight from the socket. Dispose it to give the connection back.</summary>
public sealed class BinaryContent : IDisposable, IAsyncDisposable
{
    private readonly HttpResponseMessage response;

    private BinaryContent(HttpResponseMessage response, Stream stream)
    {
        this.response = response;
        Stream = stream;
    }

    /// <summary>The bytes, unbuffered.</summary>
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
    public async Task<byte[]> ReadAllBytesAsync(CancellationToken cancellationToken = default)
    {
        using var buffer = new MemoryStream(Length is { } length ? checked((int)length) : 0);
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

    internal static async Task<BinaryContent> OpenAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return new BinaryContent(response, await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false));
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
