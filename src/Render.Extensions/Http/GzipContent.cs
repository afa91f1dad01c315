using System.IO.Compression;
using System.Net;

namespace Render;

/// <summary>A body as gzip, for servers that are far away.</summary>
internal static class GzipContent
{
    /// <summary>What the server accepts of a gzip body, in bytes after decompression.</summary>
    public const int LargestBody = 10_000_000;

    /// <summary>Compresses a body in memory; what it is made of is never held as a whole.</summary>
    /// <param name="content">The body. It can still be sent as it is.</param>
    /// <param name="cancellationToken">Stops compressing.</param>
    /// <returns>The compressed body, or <c>null</c> when the server would refuse it compressed because it is too large.</returns>
    public static async Task<HttpContent?> TryCreateAsync(HttpContent content, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > LargestBody)
        {
            return null;
        }

        var compressed = new MemoryStream();
        var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true);
        await using (gzip.ConfigureAwait(false))
        {
            try
            {
                await content.CopyToAsync(new BoundedStream(gzip), cancellationToken).ConfigureAwait(false);
            }
            catch (BodyTooLargeException)
            {
                return null;
            }
        }

        var body = new ByteArrayContent(compressed.GetBuffer(), 0, (int)compressed.Length);
        foreach (var (name, values) in content.Headers.Where(header => header.Key != "Content-Length"))
        {
            body.Headers.TryAddWithoutValidation(name, values);
        }

        body.Headers.ContentEncoding.Add("gzip");
        return body;
    }

    private sealed class BodyTooLargeException : Exception;

    /// <summary>Passes on what the server takes, and stops whoever writes more.</summary>
    private sealed class BoundedStream(Stream target) : Stream
    {
        private long length;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            Count(buffer.Length);
            target.Write(buffer);
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Count(buffer.Length);
            return target.WriteAsync(buffer, cancellationToken);
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override void Flush() => target.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        private void Count(int bytes)
        {
            length += bytes;
            if (length > LargestBody)
            {
                throw new BodyTooLargeException();
            }
        }
    }
}
