using Microsoft.Data.Sqlite;

namespace Render.LocalServer;

/// <summary>
/// Moves what is committed from SQLite's write-ahead log into the database file, beside those who write: a checkpoint waits for the disk, and
/// they need not.
/// </summary>
/// <param name="path">The database file.</param>
/// <param name="settings">How to open it.</param>
/// <param name="logSize">How long the log may grow before those who write have to wait.</param>
/// <param name="readers">Those who may still need the log.</param>
internal sealed class Checkpoints(string path, SessionSettings settings, long logSize, SessionPool readers) : IAsyncDisposable
{
    private readonly string log = path + "-wal";
    private readonly Lazy<Session> session = new(() => new Session(settings));
    private Task running = Task.CompletedTask;

    /// <summary>Its connection, if it was needed by now.</summary>
    public Session? Session => session.IsValueCreated ? session.Value : null;

    private long LogLength => new FileInfo(log) is { Exists: true } file ? file.Length : 0;

    /// <summary>Starts a checkpoint if one is due. Called by whoever has just committed, before others may write.</summary>
    /// <returns>Completed, unless the log has grown so long that writers have to wait.</returns>
    public async Task AfterCommitAsync()
    {
        var length = LogLength;
        if (length < logSize / 4)
            return;

        if (running.IsCompleted)
            running = Task.Run(() => Run("PASSIVE"));

        if (length >= logSize)
            await EmptyAsync().ConfigureAwait(false);
    }

    /// <summary>Empties the log. Called while nobody writes.</summary>
    public async Task EmptyAsync()
    {
        await running.ConfigureAwait(false);
        if (LogLength == 0)
            return;

        // What was running knows nothing of the last commits.
        Run("PASSIVE");

        // The log starts anew only when nobody reads from it, and readers that take turns never leave it. Little is left to be done by now.
        await readers.PauseAsync(() => Run("TRUNCATE")).ConfigureAwait(false);
        Session?.ReleaseMemory();
    }

    public async ValueTask DisposeAsync()
    {
        await running.ConfigureAwait(false);
        Session?.Dispose();
    }

    private void Run(string mode)
    {
        try
        {
            session.Value.Any($"PRAGMA wal_checkpoint({mode})");
        }
        catch (SqliteException)
        {
            // What is committed is safe in the log. The next one tries again.
        }
    }
}
