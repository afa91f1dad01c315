namespace Render;

/// <summary>The body of an image, whose failures are those of the operation that asked for it.</summary>
internal sealed class BinaryBody(HttpRequestMessage request, Stream body) : ForwardStream(body)
{
    private long bytesRead;
    private RenderException? failure;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ThrowIfBroken();
        try
        {
            return Count(await Inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception exception) when (Break(exception, cancellationToken) is { } known)
        {
            throw known;
        }
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        ThrowIfBroken();
        try
        {
            return Count(Inner.Read(buffer, offset, count));
        }
        catch (Exception exception) when (Break(exception, CancellationToken.None) is { } known)
        {
            throw known;
        }
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
