using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;

namespace Render;

/// <summary>Finds out what became of a change when its answer did not come: by looking at what it should have changed.</summary>
internal static class ReadBack
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    // Proxies and load balancers give idle connections more than that. Whoever cut it sooner was not waiting for a server at work.
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(5);

    /// <summary>Sends a change that must not be sent twice; when it ends without an answer, succeeds all the same if the change turns out to be done.</summary>
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
        for (var repetitionsLeft = client.Options.Retry.MaxRetries; ; repetitionsLeft--)
        {
            var start = client.TimeProvider.GetTimestamp();
            try
            {
                await change().ConfigureAwait(false);
                return;
            }
            catch (RenderException exception) when (IsUnanswered(exception) || (doubt is not null && !IsLastWord(exception)))
            {
                // Nothing that is said later tells what became of an earlier request.
                doubt = exception.MayHaveTakenEffect ? exception : doubt;
                var isAtWork = exception.MayHaveTakenEffect && SeemsAtWork(exception, client.TimeProvider.GetElapsedTime(start));
                var patience = doubt is null ? TimeSpan.Zero : isAtWork ? limits.LongRunning : limits.Change;
                var isDoneNow = await IsDoneAsync(client, exception, isDone, patience, cancellationToken).ConfigureAwait(false);
                if (isDoneNow == true)
                {
                    return;
                }

                if (doubt is null || isAtWork || isDoneNow is null || repetitionsLeft == 0)
                {
                    ExceptionDispatchInfo.Throw(doubt ?? exception);
                }
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
        try
        {
            for (var pause = client.Options.Retry.BaseDelay; !await isDone(cancellationToken).ConfigureAwait(false); pause *= 2)
            {
                if (patience <= TimeSpan.Zero)
                {
                    return false;
                }

                pause = new[] { pause, LongestPause, patience }.Min();
                await Task.Delay(pause, client.TimeProvider, cancellationToken).ConfigureAwait(false);
                patience -= pause;
            }

            return true;
        }
        catch (RenderException)
        {
            return null;
        }
    }
}
