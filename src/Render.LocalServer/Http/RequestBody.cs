using System.Buffers;
using System.IO.Compression;

namespace Render.LocalServer;

/// <summary>A whole request body in a rented buffer.</summary>
internal sealed class RequestBody : IDisposable
{
    // The Java server's limit for what a compressed body may become; plain bodies have none.
    private const int MaximumInflatedLength = 10_000_000;

    private const int UnknownLength = 256 * 1024;

    // Larger bodies take memory of their own.
    private const int LargestKept = 16 << 20;
    private const int KeptOfEachSize = 2;

    private static ArrayPool<byte> Pool = NewPool();

    private byte[] buffer;

    private RequestBody(int capacity) => buffer = Pool.Rent(capacity);

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Bytes => buffer.AsSpan(0, Length);

    public static async Task<RequestBody> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var isCompressed = request.Headers.ContentEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase);
        var body = new RequestBody((int)Math.Clamp(request.ContentLength ?? UnknownLength, 4096, 1 << 26));
        try
        {
            if (isCompressed)
            {
                var inflated = new GZipStream(request.Body, CompressionMode.Decompress);
                await using (inflated.ConfigureAwait(false))
                    await body.FillAsync(inflated, MaximumInflatedLength, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await body.FillAsync(request.Body, int.MaxValue, cancellationToken).ConfigureAwait(false);
            }

            return body;
        }
        catch (InvalidDataException exception)
        {
            body.Dispose();
            throw new UnreadableBodyException("java.util.zip.ZipException: " + exception.Message);
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    /// <summary>Lets go of the memory that is kept for the next bodies.</summary>
    public static void ReleaseMemory() => Pool = NewPool();

    public void Dispose()
    {
        Pool.Return(buffer);
        buffer = [];
        Length = 0;
    }

    private async Task FillAsync(Stream source, int limit, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (Length == buffer.Length)
                Grow();

            var count = await source.ReadAsync(buffer.AsMemory(Length), cancellationToken).ConfigureAwait(false);
            if (count == 0)
                return;

            Length += count;
            if (Length > limit)
                throw new UnreadableBodyException("javax.ws.rs.ProcessingException: HTTP 413 Request Entity Too Large");
        }
    }

    private void Grow()
    {
        var larger = Pool.Rent((int)Math.Min(2L * buffer.Length, Array.MaxLength));
        Bytes.CopyTo(larger);
        Pool.Return(buffer);
        buffer = larger;
    }

    private static ArrayPool<byte> NewPool() => ArrayPool<byte>.Create(LargestKept, KeptOfEachSize);
}
