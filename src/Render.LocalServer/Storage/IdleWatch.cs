namespace Render.LocalServer;

/// <summary>Notices that nothing has been asked for during a while, and has memory given back then, once.</summary>
internal sealed class IdleWatch : IAsyncDisposable
{
    /// <summary>How long nothing must be asked for; it may take twice as long to be noticed.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    private readonly Action clean;
    private readonly Func<Task> rest;
    private readonly Action? whenIdle;
    private readonly ITimer timer;
    private Task resting = Task.CompletedTask;
    private volatile bool isBusy = true;
    private bool isResting;

    /// <summary>Starts to watch.</summary>
    /// <param name="clock">The time.</param>
    /// <param name="clean">Called after every period.</param>
    /// <param name="rest">Called when nothing was asked for.</param>
    /// <param name="whenIdle">Called after that.</param>
    public IdleWatch(TimeProvider clock, Action clean, Func<Task> rest, Action? whenIdle)
    {
        this.clean = clean;
        this.rest = rest;
        this.whenIdle = whenIdle;
        timer = clock.CreateTimer(_ => Tick(), null, Period, Period);
    }

    /// <summary>Something is asked for.</summary>
    public void Notice() => isBusy = true;

    public async ValueTask DisposeAsync()
    {
        await timer.DisposeAsync().ConfigureAwait(false);
        await resting.ConfigureAwait(false);
    }

    private void Tick()
    {
        if (!resting.IsCompleted)
            return;

        var wasBusy = isBusy;
        isBusy = false;
        if (!wasBusy && isResting)
            return;

        isResting = !wasBusy;
        resting = wasBusy ? Task.Run(clean) : Task.Run(RestAsync);
    }

    private async Task RestAsync()
    {
        clean();
        clean();
        await rest().ConfigureAwait(false);
        whenIdle?.Invoke();
    }
}
