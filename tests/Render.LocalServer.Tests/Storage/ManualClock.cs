namespace Render.LocalServer.Tests.Storage;

/// <summary>Timers that a test fires.</summary>
internal sealed class ManualClock : TimeProvider
{
    private readonly List<Timer> timers = [];

    /// <summary>Lets all timers run off.</summary>
    public void Fire() => timers.ForEach(timer => timer.Fire());

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(() => callback(state));
        timers.Add(timer);
        return timer;
    }

    private sealed class Timer(Action fire) : ITimer
    {
        private bool isStopped;

        public void Fire()
        {
            if (!isStopped)
                fire();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose() => isStopped = true;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
