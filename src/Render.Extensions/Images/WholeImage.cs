using System.Buffers;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Render;

/// <summary>Reads images to their end: what breaks off on the way is asked for again, since rendering changes nothing.</summary>
internal static class WholeImage
{
    private const int BufferSize = 64 * 1024;

    /// <summary>Asks for an image and reads it.</summary>
    /// <param name="client">How often and after which pauses it is asked again, and how long reading may take.</param>
    /// <param name="ask">Asks for the image.</param>
    /// <param name="read">Reads it from its beginning, with <see cref="CopyAsync"/>.</param>
    /// <param name="cancellationToken">Stops asking and reading.</param>
    /// <exception cref="RenderException">The image broke off each time.</exception>
    public static async Task<T> ReadAsync<T>(
        RenderClient client,
        Func<CancellationToken, Task<BinaryContent>> ask,
        Func<BinaryContent, CancellationToken, Task<T>> read,
        CancellationToken cancellationToken)
    {
        var limit = new ResiliencePipelineBuilder { TimeProvider = client.TimeProvider }.AddTimeout(client.Options.TimeLimits.Read).Build();
        try
        {
            return await Repetition(client).ExecuteAsync(
                async token =>
                {
                    var image = await ask(token).ConfigureAwait(false);
                    await using (image.ConfigureAwait(false))
                    {
                        return await limit
                            .ExecuteAsync(async limited => await read(image, limited).ConfigureAwait(false), token)
                            .ConfigureAwait(false);
                    }
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is BrokenOffException or TimeoutRejectedException)
        {
            var cause = exception.InnerException ?? exception;
            throw new RenderException($"The image broke off while it was read: {cause.Message} Ask for it again.", cause);
        }
    }

    /// <summary>Asks for an image and reads its bytes.</summary>
    public static Task<byte[]> ReadAllBytesAsync(
        RenderClient client, Func<CancellationToken, Task<BinaryContent>> ask, CancellationToken cancellationToken) => ReadAsync(
        client,
        ask,
        static async (image, token) =>
        {
            using var bytes = new MemoryStream((int)Math.Min(image.Length ?? 0, Array.MaxLength));
            await CopyAsync(image, bytes, token).ConfigureAwait(false);
            return bytes.Length == bytes.Capacity ? bytes.GetBuffer() : bytes.ToArray();
        },
        cancellationToken);

    /// <summary>Copies an image, so that a failure of the network is told from one of the disk.</summary>
    public static async Task CopyAsync(BinaryContent image, Stream target, CancellationToken cancellationToken)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            while (await NextAsync(image.Stream, buffer, cancellationToken).ConfigureAwait(false) is > 0 and var length)
                await target.WriteAsync(buffer.AsMemory(0, length), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async ValueTask<int> NextAsync(Stream stream, byte[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            throw new BrokenOffException(exception);
        }
    }

    private static ResiliencePipeline Repetition(RenderClient client)
    {
        var pipeline = new ResiliencePipelineBuilder { TimeProvider = client.TimeProvider };
        if (client.Options.Retry.MaxRetries > 0)
        {
            pipeline.AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = client.Options.Retry.MaxRetries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = client.Options.Retry.BaseDelay,
                MaxDelay = client.Options.Retry.MaxDelay,
                ShouldHandle = static arguments => ValueTask.FromResult(
                    arguments.Outcome.Exception is BrokenOffException or TimeoutRejectedException),
            });
        }

        return pipeline.Build();
    }

    private sealed class BrokenOffException(Exception cause) : Exception(cause.Message, cause);
}
