using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Render.LocalServer;

/// <summary>
/// The SQLite database: one connection that writes, as many as needed that read. In memory a single connection does both, as the
/// database lives in it.
/// </summary>
internal sealed class Database : IAsyncDisposable
{
    private readonly string connectionString;
    private readonly Session writer;
    private readonly Checkpoints? checkpoints;
    private readonly Sweeper sweeper;
    private readonly SemaphoreSlim writing = new(1);
    private readonly ConcurrentBag<Session> idleReaders = [];

    private Database(string? path)
    {
        connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = path ?? ":memory:",
            Pooling = false,
        }.ToString();
        writer = new Session(connectionString);
        checkpoints = path is null ? null : new Checkpoints(path, connectionString);
        sweeper = new Sweeper(this);
    }

    /// <summary>Told every statement of every session before it runs.</summary>
    public Action<string>? Trace { get; set; }

    // What is in no file needs no checkpoints.
    private bool IsInMemory => checkpoints is null;

    /// <summary>Opens a database and creates what it lacks.</summary>
    /// <param name="path">The file, or <c>null</c> for a database in memory.</param>
    /// <exception cref="SqliteException">The file cannot be opened, or is no database.</exception>
    /// <exception cref="IOException">The database is that of another program.</exception>
    public static Database Open(string? path)
    {
        var database = new Database(path);
        try
        {
            Schema.Check(database.writer);
            database.writer.ExecuteScript("PRAGMA journal_mode = WAL");
            Schema.Create(database.writer);
        }
        catch
        {
            database.writer.Dispose();
            throw;
        }

        database.sweeper.Start();
        return database;
    }

    /// <summary>Deletes the contents of what was deleted, in the background.</summary>
    public void Sweep() => sweeper.Start();

    /// <summary>Reads. What is read is complete when this returns; nothing stays open.</summary>
    public async Task<T> ReadAsync<T>(Func<Session, T> work, CancellationToken cancellationToken)
    {
        if (IsInMemory)
        {
            await writing.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                writer.Trace = Trace;
                return work(writer);
            }
            finally
            {
                writing.Release();
            }
        }

        if (!idleReaders.TryTake(out var reader))
            reader = new Session(connectionString);

        try
        {
            reader.Trace = Trace;
            return work(reader);
        }
        finally
        {
            idleReaders.Add(reader);
        }
    }

    /// <summary>Writes in one transaction, after those who came before.</summary>
    public async Task<T> WriteAsync<T>(Func<Session, T> work, CancellationToken cancellationToken)
    {
        await writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            writer.Trace = Trace;
            var result = writer.InTransaction(work);
            if (checkpoints is not null)
                await checkpoints.AfterCommitAsync().ConfigureAwait(false);

            return result;
        }
        finally
        {
            writing.Release();
        }
    }

    /// <inheritdoc cref="WriteAsync{T}"/>
    public Task WriteAsync(Action<Session> work, CancellationToken cancellationToken) => WriteAsync(
        session =>
        {
            work(session);
            return true;
        },
        cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await sweeper.DisposeAsync().ConfigureAwait(false);
        await writing.WaitAsync().ConfigureAwait(false);
        if (checkpoints is not null)
            await checkpoints.DisposeAsync().ConfigureAwait(false);

        while (idleReaders.TryTake(out var reader))
            reader.Dispose();

        writer.Dispose();
        writing.Dispose();
    }
}
