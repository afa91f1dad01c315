namespace Render.LocalServer;

/// <summary>Connections that read: opened when they are needed, up to a number, and closed when they have not been used for a while.</summary>
/// <param name="settings">How to open them.</param>
/// <param name="capacity">How many there may be.</param>
internal sealed class SessionPool(SessionSettings settings, int capacity) : IDisposable
{
    private readonly SemaphoreSlim free = new(capacity);
    private readonly Lock access = new();

    // The last one used is used next, so that those that are not needed stay unused. "Fresh" are those used since the last cleaning.
    private readonly Stack<Session> fresh = [];
    private readonly Stack<Session> stale = [];

    /// <summary>The connections that nobody uses now.</summary>
    public IReadOnlyList<Session> Idle
    {
        get
        {
            lock (access)
                return [.. fresh, .. stale];
        }
    }

    /// <summary>Reads; waits while all connections are in use.</summary>
    public async Task<T> UseAsync<T>(Func<Session, T> work, CancellationToken cancellationToken)
    {
        await free.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var session = Take();
            try
            {
                return session.Run(work, cancellationToken);
            }
            finally
            {
                lock (access)
                    fresh.Push(session);
            }
        }
        finally
        {
            free.Release();
        }
    }

    /// <summary>Does something while nobody reads.</summary>
    public async Task PauseAsync(Action work)
    {
        for (var i = 0; i < capacity; i++)
            await free.WaitAsync().ConfigureAwait(false);

        try
        {
            work();
        }
        finally
        {
            free.Release(capacity);
        }
    }

    /// <summary>Closes the connections that were not used since the last call.</summary>
    public void CloseUnused()
    {
        List<Session> unused;
        lock (access)
        {
            unused = [.. stale];
            stale.Clear();
            while (fresh.TryPop(out var session))
                stale.Push(session);
        }

        unused.ForEach(session => session.Dispose());
    }

    public void Dispose()
    {
        CloseUnused();
        CloseUnused();
        free.Dispose();
    }

    private Session Take()
    {
        lock (access)
        {
            if (fresh.TryPop(out var session) || stale.TryPop(out session))
                return session;
        }

        return new Session(settings);
    }
}
