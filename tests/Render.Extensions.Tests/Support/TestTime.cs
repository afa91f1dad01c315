using System.Collections.Concurrent;

namespace Render.Extensions.Tests.Support;

/// <summary>A clock on which short waits are over at once and long ones never end. It remembers the short ones.</summary>
internal sealed class TestTime : TimeProvider
{
    private readonly ConcurrentQueue<TimeSpan> waits = new();
    private long passed;

    /// <summary>Up to here a wait counts as short.</summary>
    public TimeSpan Short { get; init; } = TimeSpan.FromMinutes(1);

    public IReadOnlyList<TimeSpan> Waits => [.. waits];

    /// <summary>Lets time pass that nobody waits for by a timer.</summary>
    public void Pass(TimeSpan time) => passed += (long)(time.TotalSeconds * TimestampFrequency);

    public override long GetTimestamp() => base.GetTimestamp() + passed;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new TestTimer(this, base.CreateTimer(callback, state, Shorten(dueTime), period));

    private TimeSpan Shorten(TimeSpan dueTime)
    {
        if (dueTime > Short || dueTime < TimeSpan.Zero)
            return Timeout.InfiniteTimeSpan;

        waits.Enqueue(dueTime);
        return TimeSpan.Zero;
    }

    private sealed class TestTimer(TestTime time, ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(time.Shorten(dueTime), period);

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
