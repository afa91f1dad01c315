namespace Render;

/// <summary>A body that gives its first bytes again, and whose further reads do not wait for ever.</summary>
internal sealed class StreamedBody(ReadOnlyMemory<byte> first, Stream rest, TimeSpan longestSilence, TimeProvider timeProvider) : ForwardStream(rest)
{
    private ReadOnlyMemory<byte> first = first;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (first.IsEmpty)
        {
            return ReadRestAsync(buffer, cancellationToken);
        }

        var length = Math.Min(first.Length, buffer.Length);
        first[..length].CopyTo(buffer);
        first = first[length..];
        return ValueTask.FromResult(length);
    }

    // Decoders of images read so. No thread is needed to end the read that is waited for here.
    public override int Read(byte[] buffer, int offset, int count) =>
        ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    private async ValueTask<int> ReadRestAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var read = Inner.ReadAsync(buffer, stop.Token);
        if (read.IsCompleted)
        {
            return await read.ConfigureAwait(false);
        }

        // The read is ended rather than left alone: it would go on to write into a buffer that may have another owner by then.
        var timer = timeProvider.CreateTimer(static stop => ((CancellationTokenSource)stop!).Cancel(), stop, longestSilence, Timeout.InfiniteTimeSpan);
        await using (timer.ConfigureAwait(false))
        {
            try
            {
                return await read.ConfigureAwait(false);
            }
            catch (Exception exception) when (stop.IsCancellationRequested)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var message = $"no further part of the answer within {longestSilence}";
                throw new TaskCanceledException(message, new TimeoutException(message, exception));
            }
        }
    }
}
