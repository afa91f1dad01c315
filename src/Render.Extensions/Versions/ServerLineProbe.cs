using Microsoft.Extensions.Logging;

namespace Render;

/// <summary>What is known about the server's line. It is asked for once, by whoever needs it first, and all others wait for the same answer.</summary>
/// <param name="given">The line that the options name.</param>
/// <param name="timeProvider">Measures when a failure may be tried again.</param>
/// <param name="logger">Where failures go.</param>
internal sealed class ServerLineProbe(ServerLine? given, TimeProvider timeProvider, ILogger logger)
{
    // A server that does not answer this must not hold up what it does answer.
    private static readonly TimeSpan LongestQuestion = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private Task<ServerLine?>? answer;
    private long failedAt;
    private bool hasFailed;

    /// <summary>The line, if it is known without asking.</summary>
    public ServerLine? Known => given ?? (Volatile.Read(ref answer) is { IsCompletedSuccessfully: true } known ? known.Result : null);

    /// <summary>The line, or <c>null</c> when it is unknown. Failures to find out are no failures here; they are tried again after a while.</summary>
    /// <param name="askAsync">Asks the server. The question is not given up with the caller who asked first.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public ValueTask<ServerLine?> GetAsync(Func<CancellationToken, Task<ServerLine?>> askAsync, CancellationToken cancellationToken)
    {
        if (given is not null)
        {
            return ValueTask.FromResult(given);
        }

        Task<ServerLine?> current;
        lock (gate)
        {
            if (answer is null || (hasFailed && timeProvider.GetElapsedTime(failedAt) > PauseAfterFailure))
            {
                hasFailed = false;
                answer = AskAsync(askAsync);
            }

            current = answer;
        }

        return current.IsCompletedSuccessfully ? ValueTask.FromResult(current.Result) : new(current.WaitAsync(cancellationToken));
    }

    private async Task<ServerLine?> AskAsync(Func<CancellationToken, Task<ServerLine?>> askAsync)
    {
        // Not within the lock, nor on the time of the caller who happens to be first.
        await Task.Yield();
        using var limit = new CancellationTokenSource(LongestQuestion, timeProvider);
        try
        {
            return await askAsync(limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is RenderException or OperationCanceledException or ObjectDisposedException)
        {
            logger.LineUnknown(exception.Message);
            lock (gate)
            {
                (hasFailed, failedAt) = (true, timeProvider.GetTimestamp());
            }

            return null;
        }
    }
}
