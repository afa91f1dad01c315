using Microsoft.Data.Sqlite;

namespace Render.LocalServer;

/// <summary>
/// Moves what is committed from SQLite's write-ahead log into the database file, beside those who write: a checkpoint waits for the disk, and
/// they need not.
/// </summary>
/// <param name="path">The database file.</param>
/// <param name="connectionString">How to open it.</param>
internal sealed class Checkpoints(string path, string connectionString) : IAsyncDisposable
{
    private const long Due = 256L << 20;
    private const long LongestLog = 1024L << 20;

    private readonly string log = path + "-wal";
    private readonly Lazy<Session> session = new(() => new Session(connectionString));
    private Task running = Task.CompletedTask;

    /// <summary>Starts a checkpoint if one is due. Called by whoever has just committed, before others may write.</summary>
    /// <returns>Completed, unless the log has grown so long that writers have to wait.</returns>
    public async Task AfterCommitAsync()
    {
        var length = new FileInfo(log) is { Exists: true } file ? file.Length : 0;
        if (length < Due)
            return;

        if (running.IsCompleted)
            running = Task.Run(Run);

        if (length < LongestLog)
            return;

        // Only when nothing is left in the log does it start anew, and what was running knows nothing of the last commits.
        await running.ConfigureAwait(false);
        Run();
    }

    public async ValueTask DisposeAsync()
    {
        await running.ConfigureAwait(false);
        if (session.IsValueCreated)
            session.Value.Dispose();
    }

    private void Run()
    {
        try
        {
            session.Value.Any("PRAGMA wal_checkpoint(PASSIVE)");
        }
        catch (SqliteException)
        {
            // What is committed is safe in the log. The next one tries again.
        }
    }
}
