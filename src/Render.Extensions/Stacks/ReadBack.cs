using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace Render;

/// <summary>
/// Finds out what became of a change that must not be sent twice, when its answer did not come: by looking at what it should have changed.
/// </summary>
internal static class ReadBack
{
    // A server that is still completing a stack after its proxy has given up, or has cut the connection because nothing moved on it, is
    // asked for as long as completing may take.
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>Sends a change; when it ends without an answer, succeeds all the same if the change turns out to be done.</summary>
    public static Task ChangeAsync(
        RenderClient client, Func<Task> change, Func<CancellationToken, Task<bool>> isDone, CancellationToken cancellationToken) =>
        ChangeAsync(client, change, isDone, patience: TimeSpan.Zero, cancellationToken);

    /// <summary>
    /// Sends a change; when it ends without an answer, succeeds all the same if the change turns out to be done within
    /// <paramref name="patience"/> after a failure that may have left the server at work, or at once after any other.
    /// </summary>
    public static async Task ChangeAsync(
        RenderClient client,
        Func<Task> change,
        Func<CancellationToken, Task<bool>> isDone,
        TimeSpan patience,
        CancellationToken cancellationToken)
    {
        try
        {
            await change().ConfigureAwait(false);
        }
        catch (RenderException exception) when (exception is RenderTimeoutException or RenderUnavailableException)
        {
            client.Logger.ReadingBack(exception.Operation!);
            var wait = exception.MayHaveTakenEffect ? patience : TimeSpan.Zero;
            if (!await IsDoneAsync(client, isDone, wait, cancellationToken).ConfigureAwait(false))
            {
                throw;
            }
        }
    }

    private static async Task<bool> IsDoneAsync(
        RenderClient client, Func<CancellationToken, Task<bool>> isDone, TimeSpan patience, CancellationToken cancellationToken)
    {
        var pipeline = new ResiliencePipelineBuilder<bool> { TimeProvider = client.TimeProvider };
        if (patience > TimeSpan.Zero)
        {
            pipeline.AddRetry(new RetryStrategyOptions<bool>
            {
                MaxRetryAttempts = (int)Math.Ceiling(patience / LongestPause),
                BackoffType = DelayBackoffType.Exponential,
                Delay = client.Options.Retry.BaseDelay,
                MaxDelay = LongestPause,
                ShouldHandle = static arguments => ValueTask.FromResult(arguments.Outcome is { Exception: null, Result: false }),
            });
        }

        try
        {
            return await pipeline
                .Build()
                .ExecuteAsync(async token => await isDone(token).ConfigureAwait(false), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (RenderException)
        {
            // The first failure says more than that reading back failed as well.
            return false;
        }
    }
}
