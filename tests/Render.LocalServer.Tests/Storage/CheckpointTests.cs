using System.Diagnostics;

namespace Render.LocalServer.Tests.Storage;

/// <summary>What is committed moves from the log into the database beside those who write.</summary>
public sealed class CheckpointTests : IDisposable
{
    private const int Megabyte = 1 << 20;
    private const int Writes = 150;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("render-checkpoint-");

    private string Path => System.IO.Path.Combine(folder.FullName, "test.db");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task The_log_is_emptied_while_the_database_is_open_and_nothing_is_lost()
    {
        long written = 0;
        var database = Database.Open(Path);
        await using (database)
        {
            await database.WriteAsync(session => { session.Execute("CREATE TABLE blob (content BLOB)"); }, CancellationToken.None);
            for (; written < Writes; written++)
                await WriteAsync(database);

            // A log that starts anew is cut to what is written into it.
            var clock = Stopwatch.StartNew();
            for (; new FileInfo(Path + "-wal").Length > Writes / 2 * Megabyte && clock.Elapsed < Patience; written++)
                await WriteAsync(database);

            Assert.InRange(clock.Elapsed, TimeSpan.Zero, Patience);
            Assert.InRange(new FileInfo(Path).Length, Writes * Megabyte, long.MaxValue);
        }

        database = Database.Open(Path);
        await using (database)
        {
            long found = await database.ReadAsync(
                session => session.First("SELECT COUNT(*) FROM blob WHERE LENGTH(content) = ?1", row => row.GetInt64(0), 2 * Megabyte),
                CancellationToken.None);
            Assert.Equal(written, found);
        }
    }

    private static Task WriteAsync(Database database) => database.WriteAsync(
        session => { session.Execute("INSERT INTO blob VALUES (?1)", new byte[2 * Megabyte]); }, CancellationToken.None);
}
