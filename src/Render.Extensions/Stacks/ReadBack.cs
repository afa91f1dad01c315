using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace Render;

/// <summary>Finds out what became of a change when its answer did not come: by looking at what it should have changed.</summary>
internal static class ReadBack
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    // Proxies and load balancers give idle connections more than that. Whoever cut it sooner was not waiting for a server at work.
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Sends a change that must not be sent twice; when it ends without an answer, succeeds all the same if the change turns out to be done.
    /// </summary>
    public static async Task ChangeAsync(
        RenderClient client, Func<Task> change, Func<CancellationToken, Task<bool>> isDone, CancellationToken cancellationToken)
    {
        try
        {
            await change().ConfigureAwait(false);
        }
        catch (RenderException exception) when (IsUnanswered(exception))
        {
            if (await IsDoneAsync(client, exception, isDone, TimeSpan.Zero, cancellationToken).ConfigureAwait(false) != true)
            {
                throw;
            }
        }
    }

    /// <summary>
    /// Sends a change on which the server may work for long, and which means the same when it is sent twice. When it ends without an answer,
    /// waits for it to be done: for as long as it may take if the server seems to be at work; else only for a short time, after which the
    /// request seems to be lost and is sent again.
    /// </summary>
    public static async Task RepeatAsync(
        RenderClient client, Func<Task> change, Func<CancellationToken, Task<bool>> isDone, CancellationToken cancellationToken)
    {
        var limits = client.Options.TimeLimits;
        RenderException? doubt = null;
        var pipeline = new ResiliencePipelineBuilder<Attempt> { TimeProvider = client.TimeProvider };
        if (client.Options.Retry.MaxRetries > 0)
        {
            pipeline.AddRetry(new RetryStrategyOptions<Attempt>
            {
                MaxRetryAttempts = client.Options.Retry.MaxRetries,
                Delay = TimeSpan.Zero,
                ShouldHandle = static arguments => ValueTask.FromResult(arguments.Outcome.Result.SeemsLost),
            });
        }

        var last = await pipeline.Build().ExecuteAsync(async _ => await TryAsync().ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        if (last.Failure is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        async Task<Attempt> TryAsync()
        {
            var start = client.TimeProvider.GetTimestamp();
            try
            {
                await change().ConfigureAwait(false);
                return default;
            }
            catch (RenderException exception) when (IsUnanswered(exception) || (doubt is not null && !IsLastWord(exception)))
            {
                // Nothing that is said later tells what became of an earlier request.
                doubt = exception.MayHaveTakenEffect ? exception : doubt;
                var isAtWork = exception.MayHaveTakenEffect && SeemsAtWork(exception, client.TimeProvider.GetElapsedTime(start));
                var patience = doubt is null ? TimeSpan.Zero : isAtWork ? limits.LongRunning : limits.Change;
                var isDoneNow = await IsDoneAsync(client, exception, isDone, patience, cancellationToken).ConfigureAwait(false);
                return isDoneNow == true
                    ? default
                    : new Attempt(doubt ?? exception, SeemsLost: doubt is not null && !isAtWork && isDoneNow is not null);
            }
        }
    }

    private static bool IsUnanswered(RenderException exception) => exception is RenderTimeoutException or RenderUnavailableException;

    // A proxy to which the server has closed the connection (502) does not wait for it either.
    private static bool SeemsAtWork(RenderException exception, TimeSpan held) =>
        exception is RenderTimeoutException || (exception.StatusCode is null && held >= AtOnce);

    private static bool IsLastWord(RenderException exception) =>
        exception is RenderStackStateException or RenderNotFoundException { IsServersWord: true };

    /// <summary>Looks until the change is done or patience ends.</summary>
    /// <returns>Whether it is done, or <c>null</c> when that cannot be read: the failure before says more than that one.</returns>
    private static async Task<bool?> IsDoneAsync(
        RenderClient client,
        RenderException failure,
        Func<CancellationToken, Task<bool>> isDone,
        TimeSpan patience,
        CancellationToken cancellationToken)
    {
        client.Logger.ReadingBack(failure.Operation!);
        var left = patience;
        var pipeline = new ResiliencePipelineBuilder<bool> { TimeProvider = client.TimeProvider };
        if (patience > TimeSpan.Zero)
        {
            pipeline.AddRetry(new RetryStrategyOptions<bool>
            {
                MaxRetryAttempts = int.MaxValue,
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome is { Exception: null, Result: false } && left > TimeSpan.Zero),
                DelayGenerator = arguments => ValueTask.FromResult<TimeSpan?>(NextPause(arguments.AttemptNumber)),
            });
        }

        try
        {
            return await pipeline.Build().ExecuteAsync(async token => await isDone(token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        }
        catch (RenderException)
        {
            return null;
        }

        TimeSpan NextPause(int attempt)
        {
            var pause = client.Options.Retry.Pause(attempt, left < LongestPause ? left : LongestPause);
            left -= pause;
            return pause;
        }
    }

    /// <summary>How a request to change something ended.</summary>
    /// <param name="Failure">Why it is not known to be done, or <c>null</c>.</param>
    /// <param name="SeemsLost">Whether it seems never to have come to the server.</param>
    private readonly record struct Attempt(RenderException? Failure, bool SeemsLost);
}
