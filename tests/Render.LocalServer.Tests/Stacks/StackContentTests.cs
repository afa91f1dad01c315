namespace Render.LocalServer.Tests.Stacks;

/// <summary>Copies and removals of stacks of any size, made a little at a time.</summary>
public sealed class StackContentTests : IDisposable
{
    private const int TilesInLayer = 3_000;

    private static readonly StackKey From = new("o", "p", "from");
    private static readonly StackKey To = new("o", "p", "to");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("render-contents-");

    private string Path => System.IO.Path.Combine(folder.FullName, "test.db");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_clone_has_all_tiles_in_the_order_in_which_they_were_saved()
    {
        await using var database = Database.Open(null);
        await SaveAsync(database);
        var stacks = new StackStore(database, TimeProvider.System);

        await stacks.CloneAsync(From, To, new StackVersion(), null, false, CancellationToken.None);

        foreach (var z in (double?[])[0, 1, 2, null])
            Assert.Equal(await IdsAsync(database, From, z), await IdsAsync(database, To, z));

        Assert.Equal((3 * TilesInLayer) + 1, await CountAsync(database, To));
    }

    [Fact]
    public async Task A_clone_of_layers_has_each_of_them_once()
    {
        await using var database = Database.Open(null);
        await SaveAsync(database);
        var stacks = new StackStore(database, TimeProvider.System);

        await stacks.CloneAsync(From, To, new StackVersion(), [2, 0, 2, 7], false, CancellationToken.None);

        Assert.Equal(2 * TilesInLayer, await CountAsync(database, To));
        await Assert.ThrowsAsync<IllegalStateException>(
            () => stacks.CloneAsync(From, To, new StackVersion(), [0], false, CancellationToken.None));
    }

    [Fact]
    public async Task What_is_deleted_is_gone_at_once_and_its_rows_soon_also_after_the_file_was_closed_in_between()
    {
        await using (var database = Database.Open(Path))
        {
            await SaveAsync(database);
            var stacks = new StackStore(database, TimeProvider.System);
            await database.WriteAsync(
                session =>
                {
                    session.Save(session.FindOrInsert(new CollectionKey("o", "m")), [new PairRow("a", "b", "c", "d", 0, null, null)]);
                },
                CancellationToken.None);

            await new MatchStore(database).DeleteAsync(new CollectionKey("o", "m"), CancellationToken.None);
            await stacks.DeleteAsync(From, CancellationToken.None);

            Assert.Null(await database.ReadAsync(session => session.Find(From), CancellationToken.None));
            Assert.Empty(await database.ReadAsync(session => session.Owners(), CancellationToken.None));
            await stacks.CreateVersionAsync(From, new StackVersion(), CancellationToken.None);
            Assert.Equal(0, await CountAsync(database, From));
        }

        await using (var database = Database.Open(Path))
        {
            using var patience = new CancellationTokenSource(Patience);
            while (await database.ReadAsync(Rows, patience.Token) > 0)
                await Task.Delay(20, patience.Token);

            Assert.NotNull(await database.ReadAsync(session => session.Find(From), CancellationToken.None));
        }
    }

    [Fact]
    public async Task A_stack_that_goes_offline_keeps_its_metadata_and_loses_its_tiles()
    {
        await using var database = Database.Open(null);
        await SaveAsync(database);
        var stacks = new StackStore(database, TimeProvider.System);
        await stacks.SetStateAsync(From, StackState.Complete, CancellationToken.None);

        await stacks.SetStateAsync(From, StackState.Offline, CancellationToken.None);

        var row = (await database.ReadAsync(session => session.Find(From), CancellationToken.None))!;
        Assert.Equal((3 * TilesInLayer) + 1, row.Metadata.Stats!.TileCount);
        Assert.True(row.HasSections);
        Assert.Equal(0, await CountAsync(database, From));
    }

    [Fact]
    public async Task Lists_of_ten_thousand_stacks_and_a_thousand_collections_are_complete_and_in_order()
    {
        await using var database = Database.Open(null);
        await database.WriteAsync(
            session =>
            {
                for (var i = 0; i < 10_000; i++)
                    session.Insert(new StackKey($"o{i % 100:00}", $"p{i / 100 % 10}", $"s{i / 1000}"), Metadata(i));

                for (var i = 0; i < 1_000; i++)
                    session.FindOrInsert(new CollectionKey($"o{i % 100:00}", $"m{i / 100}"));

                session.Delete(session.Require(new StackKey("o07", "p3", "s1")));
            },
            CancellationToken.None);

        await database.ReadAsync(
            session =>
            {
                Assert.Equal(Enumerable.Range(0, 100).Select(i => $"o{i:00}"), session.Owners());
                Assert.Equal(Enumerable.Range(0, 10).Select(i => $"p{i}"), session.Projects("o07"));
                Assert.Equal(99, session.List("o07", null).Count);

                // By project, and the newest first.
                Assert.Equal(
                    Enumerable.Range(0, 10).Reverse().Select(i => $"s{i}"), session.List("o07", "p4").Select(stack => stack.Key.Stack));
                Assert.Empty(session.List("nobody", null));
                return true;
            },
            CancellationToken.None);
    }

    private static StackMetaData Metadata(int i) => new()
    {
        State = StackState.Loading,
        LastModifiedTimestamp = DateTimeOffset.UnixEpoch.AddSeconds(i),
    };

    private static Task SaveAsync(Database database) => database.WriteAsync(
        session => session.Save(
            session.Insert(From, new StackMetaData { State = StackState.Loading }),
            [.. Enumerable.Range(0, 3 * TilesInLayer).Reverse().Select(i => Tile(i, i % 3)), Tile(-1, null)]),
        CancellationToken.None);

    private static TileRow Tile(int i, double? z) => new($"t{i}", z, "s", null, 0, 0, 1, 1, null, "{}"u8.ToArray());

    private static Task<List<string>> IdsAsync(Database database, StackKey key, double? z) => database.ReadAsync(
        session => session.Query(
            "SELECT tile_id FROM tile WHERE stack = ?1 AND z IS ?2 ORDER BY id", row => row.GetString(0), session.Require(key).Id, z),
        CancellationToken.None);

    private static Task<int> CountAsync(Database database, StackKey key) => database.ReadAsync(
        session => session.TileIds(session.Require(key), default, null).Count, CancellationToken.None);

    private static long Rows(Session session) => session.First(
        "SELECT (SELECT COUNT(*) FROM tile) + (SELECT COUNT(*) FROM pair) + (SELECT COUNT(*) FROM collection)", row => row.GetInt64(0));
}
