using System.Diagnostics;

namespace Render.LocalServer.Tests.Storage;

/// <summary>Memory and the log are bounded while there is work, and given back when there is none.</summary>
public sealed class MemoryTests : IDisposable
{
    private const long Megabyte = 1 << 20;
    private const int Rows = 4_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("render-memory-");
    private readonly ManualClock clock = new();

    private string Path => System.IO.Path.Combine(folder.FullName, "test.db");

    private long LogLength => new FileInfo(Path + "-wal") is { Exists: true } log ? log.Length : 0;

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Pages_of_all_connections_together_stay_within_the_cache_whatever_was_read_and_written()
    {
        await using var database = Database.Open(Path, new RenderLocalServerOptions { CacheSize = 16 * Megabyte }, clock);
        await FillAsync(database);

        // All connections that there may be read the whole file, which is larger than the cache.
        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => ReadAllAsync(database))));

        Assert.InRange(new FileInfo(Path).Length + LogLength, 32 * Megabyte, long.MaxValue);
        Assert.InRange(database.Sessions.Count, 3, 18);
        Assert.InRange(database.Sessions.Sum(session => (long)session.CacheUsed), 4 * Megabyte, (16 + 4) * Megabyte);
    }

    [Fact]
    public async Task A_while_without_requests_closes_the_reading_connections_and_gives_the_pages_and_the_log_back()
    {
        var calls = 0;
        var options = new RenderLocalServerOptions { WhenIdle = () => calls++ };
        await using var database = Database.Open(Path, options, clock);
        await FillAsync(database);
        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => ReadAllAsync(database))));
        Assert.InRange(LogLength, Megabyte, long.MaxValue);

        await UntilAsync(() => calls == 1);

        Assert.Equal(0, LogLength);
        Assert.InRange(database.Sessions.Count, 1, 2);
        Assert.InRange(database.Sessions.Sum(session => (long)session.CacheUsed), 0, Megabyte);

        // It rests once, not again and again; and works as before when it is asked again.
        for (var i = 0; i < 5; i++)
            clock.Fire();

        await ReadAllAsync(database);
        await UntilAsync(() => calls == 2);
        Assert.InRange(database.Sessions.Count, 1, 2);
    }

    [Fact]
    public async Task Connections_that_are_not_needed_any_more_are_closed_while_others_work()
    {
        await using var database = Database.Open(Path, null, clock);
        await FillAsync(database);
        using (var all = new Barrier(4))
        {
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => database.ReadAsync(
                _ => all.SignalAndWait(Patience), CancellationToken.None))));
        }

        Assert.InRange(database.Sessions.Count, 5, 6);
        var clock2 = Stopwatch.StartNew();
        while (database.Sessions.Count > 3 && clock2.Elapsed < Patience)
        {
            await ReadAllAsync(database);
            clock.Fire();
        }

        // One that writes, one that reads, and perhaps one for checkpoints.
        Assert.InRange(database.Sessions.Count, 2, 3);
    }

    [Fact]
    public async Task The_log_stays_short_although_somebody_reads_all_the_time()
    {
        const long LogSize = 4 * Megabyte;
        await using var database = Database.Open(Path, new RenderLocalServerOptions { LogSize = LogSize }, clock);
        await FillAsync(database);
        using var stop = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
                await ReadAllAsync(database);
        })).ToList();

        long longest = 0;
        for (var i = 0; i < 100; i++)
        {
            await database.WriteAsync(
                session => { session.Execute("INSERT INTO blob VALUES (?1)", new byte[Megabyte]); }, CancellationToken.None);
            longest = Math.Max(longest, LogLength);
        }

        await stop.CancelAsync();
        await Task.WhenAll(readers);
        Assert.InRange(longest, Megabyte, LogSize + (2 * Megabyte));
    }

    [Fact]
    public async Task A_cancelled_reader_leaves_its_connection_to_others_at_once()
    {
        await using var database = Database.Open(Path, null, clock);
        await FillAsync(database);
        using var cancellation = new CancellationTokenSource();
        using var running = new CountdownEvent(4);

        // These would take forever.
        var readers = Enumerable.Range(0, 64).Select(i => Task.Run(() => database.ReadAsync(
            session =>
            {
                if (!running.IsSet)
                    running.Signal();

                return session.First(
                    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n", row => row.GetInt64(0));
            },
            cancellation.Token))).ToList();
        Assert.True(running.Wait(Patience));
        await cancellation.CancelAsync();

        foreach (var reader in readers)
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reader.WaitAsync(Patience));

        await ReadAllAsync(database).WaitAsync(Patience);
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 2)]
    public async Task Every_connection_waits_for_the_disk_if_that_is_asked_for(bool fullDurability, long synchronous)
    {
        var options = new RenderLocalServerOptions { FullDurability = fullDurability, LogSize = Megabyte };
        await using var database = Database.Open(Path, options, clock);
        await FillAsync(database);
        await ReadAllAsync(database);

        // One that writes, one that reads, one that makes checkpoints.
        Assert.InRange(database.Sessions.Count, 3, 18);
        Assert.All(
            database.Sessions, session => Assert.Equal(synchronous, session.First("PRAGMA synchronous", row => row.GetInt64(0))));
    }

    // 40 MB.
    private static Task FillAsync(Database database) => database.WriteAsync(
        session =>
        {
            session.ExecuteScript("CREATE TABLE blob (content BLOB)");
            for (var i = 0; i < Rows; i++)
                session.Execute("INSERT INTO blob VALUES (?1)", new byte[10_000]);
        },
        CancellationToken.None);

    private static async Task ReadAllAsync(Database database) => Assert.InRange(
        await database.ReadAsync(
            session => session.First("SELECT SUM(LENGTH(content)) FROM blob", row => row.GetInt64(0)), CancellationToken.None),
        Rows * 10_000L, long.MaxValue);

    private async Task UntilAsync(Func<bool> isReached)
    {
        for (var patience = Stopwatch.StartNew(); !isReached() && patience.Elapsed < Patience;)
        {
            clock.Fire();
            await Task.Delay(10);
        }

        Assert.True(isReached());
    }
}
