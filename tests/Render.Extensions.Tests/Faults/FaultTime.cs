namespace Render.Extensions.Tests.Faults;

/// <summary>A clock on which pauses are over at once, and time limits are reached when a request says so.</summary>
internal sealed class FaultTime : TimeProvider
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);
    private readonly AsyncLocal<FaultTimer?> limit = new();

    /// <summary>Lets the time limit of the request pass that is under way.</summary>
    /// <returns>Never anything.</returns>
    public async Task<int> HangAsync(CancellationToken cancellationToken)
    {
        // The silence of an answer is timed only after its read has begun.
        if (limit.Value is not { } timer)
            throw new IOException("connection reset");

        timer.Fire();
        await Task.Delay(Timeout.Infinite, cancellationToken);
        throw new InvalidOperationException("the time limit does not cancel the request");
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new FaultTimer(callback, state);
        if (dueTime < TimeSpan.Zero || dueTime > LongestPause)
            return limit.Value = timer;

        // The system's timers take a millisecond or more.
        ThreadPool.UnsafeQueueUserWorkItem(static over => over.Fire(), timer, preferLocal: false);
        return timer;
    }

    private sealed class FaultTimer(TimerCallback callback, object? state) : ITimer
    {
        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => default;
    }
}
