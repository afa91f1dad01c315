namespace Render;

/// <summary>The body of an image, whose failures are those of the operation that asked for it.</summary>
internal sealed class BinaryBody(HttpRequestMessage request, Stream body) : Stream
{
    private long bytesRead;
    private RenderException? failure;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ThrowIfBroken();
        try
        {
            return Count(await body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception exception) when (Break(exception, cancellationToken) is { } known)
        {
            throw known;
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count)
    {
        ThrowIfBroken();
        try
        {
            return Count(body.Read(buffer, offset, count));
        }
        catch (Exception exception) when (Break(exception, CancellationToken.None) is { } known)
        {
            throw known;
        }
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            body.Dispose();
        }

        base.Dispose(disposing);
    }

    // A body that broke off may look like one that ended.
    private void ThrowIfBroken()
    {
        if (failure is not null)
        {
            throw failure;
        }
    }

    private int Count(int length)
    {
        bytesRead += length;
        return length;
    }

    private RenderException? Break(Exception exception, CancellationToken cancellationToken) =>
        failure = RenderException.FromTransport(request, exception, cancellationToken, bytesRead: bytesRead);
}
