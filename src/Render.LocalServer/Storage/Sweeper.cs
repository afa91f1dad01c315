using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Render.LocalServer;

/// <summary>
/// Deletes what belonged to stacks and collections that were deleted, a little at a time: nobody waits for it, and the log stays short. What is
/// left when the database is closed, or its process killed, is deleted after it has been opened again.
/// </summary>
internal sealed class Sweeper : IAsyncDisposable
{
    private const int TilesAtOnce = 2_000;
    private const int PairsAtOnce = 500;

    private readonly Channel<bool> requests =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private readonly CancellationTokenSource stop = new();
    private readonly Database database;
    private readonly Task running;

    public Sweeper(Database database)
    {
        this.database = database;
        running = Task.Run(RunAsync);
    }

    /// <summary>Has everything deleted that is to be deleted by now.</summary>
    public void Start() => requests.Writer.TryWrite(true);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        await running.ConfigureAwait(false);
        stop.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            await foreach (var _ in requests.Reader.ReadAllAsync(stop.Token).ConfigureAwait(false))
                await SweepAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The database is closed.
        }
    }

    private async Task SweepAsync()
    {
        try
        {
            await SweepAsync("stack", SweepStack).ConfigureAwait(false);
            await SweepAsync("collection", SweepCollection).ConfigureAwait(false);
        }
        catch (SqliteException)
        {
            // Nobody waits for it. The next one tries again.
        }
    }

    private async Task SweepAsync(string table, Func<Session, long, bool> sweep)
    {
        foreach (var id in await database.ReadAsync(session => Dropped(session, table), stop.Token).ConfigureAwait(false))
        {
            while (await database.WriteAsync(session => sweep(session, id), stop.Token).ConfigureAwait(false))
                stop.Token.ThrowIfCancellationRequested();
        }
    }

    private static List<long> Dropped(Session session, string table) =>
        session.Query($"SELECT id FROM {table} WHERE owner = ''", row => row.GetInt64(0));

    // Whether there is more to be deleted.
    private static bool SweepStack(Session session, long stack)
    {
        const string Tiles = "DELETE FROM tile WHERE id IN (SELECT id FROM tile INDEXED BY tile_by_place WHERE stack = ?1 LIMIT ?2)";
        const string Transforms = "DELETE FROM transform WHERE id IN (SELECT id FROM transform WHERE stack = ?1 LIMIT ?2)";
        if (session.Execute(Tiles, stack, TilesAtOnce) > 0 || session.Execute(Transforms, stack, TilesAtOnce) > 0)
            return true;

        session.Execute("DELETE FROM section WHERE stack = ?1", stack);
        session.Execute("DELETE FROM stack WHERE id = ?1", stack);
        return false;
    }

    private static bool SweepCollection(Session session, long collection)
    {
        if (session.Execute(
            "DELETE FROM pair WHERE id IN (SELECT id FROM pair WHERE collection = ?1 LIMIT ?2)", collection, PairsAtOnce) > 0)
        {
            return true;
        }

        session.Execute("DELETE FROM collection WHERE id = ?1", collection);
        return false;
    }
}
