namespace Render.Extensions.Tests.Support;

/// <summary>A body that begins and goes on as told: it breaks off, or falls silent.</summary>
/// <param name="beginning">What comes.</param>
/// <param name="rest">What the read behind it ends in.</param>
internal sealed class InterruptedStream(byte[] beginning, Func<CancellationToken, Task<int>> rest) : Stream
{
    private int position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => position;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (position == beginning.Length)
            return await rest(cancellationToken);

        var read = Math.Min(buffer.Length, beginning.Length - position);
        beginning.AsMemory(position, read).CopyTo(buffer);
        position += read;
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
