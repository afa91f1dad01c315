using Microsoft.Data.Sqlite;

namespace Render.LocalServer;

/// <summary>
/// The SQLite database: one connection that writes, and some that read. In memory a single connection does both, as the database lives in it.
/// </summary>
internal sealed class Database : IAsyncDisposable
{
    // Reading is work of the processor mostly: more at once would only take more memory.
    private static readonly int MostReaders = Math.Clamp(2 * Environment.ProcessorCount, 4, 16);

    private readonly Session writer;
    private readonly SessionPool? readers;
    private readonly Checkpoints? checkpoints;
    private readonly Sweeper sweeper;
    private readonly SemaphoreSlim writing = new(1);
    private readonly IdleWatch idle;

    private Database(Session writer, string? path, SessionSettings settings, RenderLocalServerOptions options, TimeProvider clock)
    {
        this.writer = writer;
        if (path is not null)
        {
            readers = new SessionPool(settings with { CacheSize = options.CacheSize / 2 / MostReaders }, MostReaders);
            checkpoints = new Checkpoints(path, settings with { CacheSize = 0 }, options.LogSize, readers);
        }

        sweeper = new Sweeper(this);
        idle = new IdleWatch(clock, readers is null ? () => { } : readers.CloseUnused, RestAsync, options.WhenIdle);
    }

    /// <summary>Told every statement of every session before it runs.</summary>
    public Action<string>? Trace { get; set; }

    /// <summary>The connections that are open and not reading now.</summary>
    public IReadOnlyList<Session> Sessions =>
        [writer, .. readers?.Idle ?? [], .. checkpoints?.Session is { } session ? (Session[])[session] : []];

    /// <summary>Opens a database and creates what it lacks.</summary>
    /// <param name="path">The file, or <c>null</c> for a database in memory.</param>
    /// <param name="options">How much memory to use, and what must survive.</param>
    /// <param name="clock">The time.</param>
    /// <exception cref="SqliteException">The file cannot be opened, or is no database.</exception>
    /// <exception cref="IOException">The database is that of another program, or of a later version of this one.</exception>
    public static Database Open(string? path, RenderLocalServerOptions? options = null, TimeProvider? clock = null)
    {
        options ??= new RenderLocalServerOptions();

        // Half of the cache for the one who writes, half for those who read. A checkpoint reads each page once.
        var settings = new SessionSettings(
            new SqliteConnectionStringBuilder { DataSource = path ?? ":memory:", Pooling = false }.ToString(),
            options.CacheSize / 2,
            options.FullDurability);
        var writer = new Session(settings);
        try
        {
            Schema.Check(writer);
            writer.ExecuteScript("PRAGMA journal_mode = WAL");
            Schema.Create(writer);
        }
        catch
        {
            writer.Dispose();
            throw;
        }

        var database = new Database(writer, path, settings, options, clock ?? TimeProvider.System);
        database.sweeper.Start();
        return database;
    }

    /// <summary>Deletes the contents of what was deleted, in the background.</summary>
    public void Sweep() => sweeper.Start();

    /// <summary>Reads. What is read is complete when this returns; nothing stays open.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled: a statement that runs is interrupted.</exception>
    public async Task<T> ReadAsync<T>(Func<Session, T> work, CancellationToken cancellationToken)
    {
        idle.Notice();
        if (readers is not null)
            return await readers.UseAsync(Traced(work), cancellationToken).ConfigureAwait(false);

        await writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return writer.Run(Traced(work), cancellationToken);
        }
        finally
        {
            writing.Release();
        }
    }

    /// <summary>Writes in one transaction, after those who came before. It is not cancelled once it has begun.</summary>
    public async Task<T> WriteAsync<T>(Func<Session, T> work, CancellationToken cancellationToken)
    {
        idle.Notice();
        await writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var result = writer.InTransaction(Traced(work));
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
        await idle.DisposeAsync().ConfigureAwait(false);
        await writing.WaitAsync().ConfigureAwait(false);
        if (checkpoints is not null)
            await checkpoints.DisposeAsync().ConfigureAwait(false);

        readers?.Dispose();
        writer.Dispose();
        writing.Dispose();
    }

    private Func<Session, T> Traced<T>(Func<Session, T> work) => Trace is not { } trace
        ? work
        : session =>
        {
            session.Trace = trace;
            return work(session);
        };

    // Nobody has asked for anything for a while.
    private async Task RestAsync()
    {
        await writing.WaitAsync().ConfigureAwait(false);
        try
        {
            writer.ReleaseMemory();
            if (checkpoints is not null)
                await checkpoints.EmptyAsync().ConfigureAwait(false);
        }
        finally
        {
            writing.Release();
        }

        AnswerBuffer.ReleaseMemory();
        RequestBody.ReleaseMemory();
        NativeHeap.Trim();
    }
}
