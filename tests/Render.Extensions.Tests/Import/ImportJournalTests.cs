using Render.Extensions.Tests.Faults;
using Render.Extensions.Tests.Support;
using Render.Transforms;
using static Render.Extensions.Tests.Import.TestTiles;

namespace Render.Extensions.Tests.Import;

public sealed class ImportJournalTests : IDisposable
{
    private readonly ScratchFolder folder = new();
    private readonly ModelServer server = new();

    private ImportOptions Options => new() { Journal = folder["journal"], MaxTilesPerRequest = 10, CreateStack = new StackVersion() };

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_next_run_sends_what_is_missing_only()
    {
        await ImportAsync(Tiles(25));

        var (report, sent) = await ImportAsync(Tiles(40));

        Assert.Equal((40, 25, 15), (report.TilesRead, report.TilesLandedBefore, report.TilesLanded));
        Assert.True(report.EverythingLanded);
        Assert.Equal(Tiles(40).Skip(25).Select(tile => tile.TileId), Ids(sent));
    }

    [Fact]
    public async Task The_order_of_the_source_and_the_size_of_requests_do_not_matter()
    {
        await ImportAsync(Tiles(25));

        var (report, sent) = await ImportAsync(Tiles(25).Reverse(), Options with { MaxTilesPerRequest = 3, Parallelism = 2 });

        Assert.Equal(25, report.TilesLandedBefore);
        Assert.Empty(sent);
    }

    [Fact]
    public async Task Tiles_that_changed_are_sent_again_and_when_they_change_back_too()
    {
        await ImportAsync([Tile("a"), Tile("b")]);
        var (_, changed) = await ImportAsync([Tile("a"), Tile("b", 1, new TranslationModel2D(5, 6))]);
        var (_, changedBack) = await ImportAsync([Tile("a"), Tile("b")]);
        var (_, unchanged) = await ImportAsync([Tile("a"), Tile("b")]);

        Assert.Equal(["b"], Ids(changed));
        Assert.Equal(["b"], Ids(changedBack));
        Assert.Empty(unchanged);
    }

    [Fact]
    public async Task Tiles_of_a_shared_transform_that_changed_are_sent_again()
    {
        TileSpec[] tiles = [Tile("a", 1, new ReferenceTransform("outer")), Tile("b")];
        static TransformSpec[] Shared(double x) =>
            [new ListTransform(new ReferenceTransform("inner")) { Id = "outer" }, new TranslationModel2D(x, 0) { Id = "inner" }];

        var options = Options with { Bounds = ImportBounds.Server, FlattenReferences = true };
        await ImportAsync(tiles, options with { SharedTransforms = Shared(1) });
        var (_, sent) = await ImportAsync(tiles, options with { SharedTransforms = Shared(2) });

        Assert.Equal(["a"], Ids(sent));
    }

    [Fact]
    public async Task A_tile_whose_new_version_may_have_landed_is_sent_when_the_old_one_comes_back()
    {
        await ImportAsync([Tile("a")]);
        using var handler = new FaultHandler(Drop, []);
        var unknown = await handler.Client.Stack("s").ImportTilesAsync([Tile("a", 1, new TranslationModel2D(5, 6))], Options);

        var (_, sent) = await ImportAsync([Tile("a")]);

        Assert.Equal(1, unknown.TilesUnknown);
        Assert.Equal(["a"], Ids(sent));

        HttpResponseMessage Drop(string method, string path, string body, double share)
        {
            var answer = server.Handle(method, path, body, share);
            return method == "PUT" ? throw new HttpRequestException(HttpRequestError.ResponseEnded) : answer;
        }
    }

    [Fact]
    public async Task Files_are_resumed_too()
    {
        string file = folder["tiles.json"];
        File.WriteAllText(file, System.Text.Json.JsonSerializer.Serialize(Tiles(30).ToList(), RenderJson.TypeInfo<IReadOnlyList<TileSpec>>()));
        await ImportAsync(Tiles(12));
        using var handler = new FaultHandler(server.Handle, []);

        var report = await handler.Client.Stack("s").ImportFilesAsync([file], options: Options);

        Assert.Equal((12, 18), (report.TilesLandedBefore, report.TilesLanded));
    }

    [Fact]
    public async Task A_journal_that_was_cut_anywhere_costs_what_stood_behind_and_nothing_else()
    {
        await ImportAsync(Tiles(30), Options with { Parallelism = 1 });
        byte[] whole = File.ReadAllBytes(folder["journal"]);
        for (int length = 0; length <= whole.Length; length++)
        {
            File.WriteAllBytes(folder["journal"], whole[..length]);
            int lines = whole[..length].Count(letter => letter == '\n');

            var (report, sent) = await ImportAsync(Tiles(30));

            // The first three lines name the import and the stack, before and after its creation; the others ten tiles each.
            int before = Math.Max(0, lines - 3) * 10;
            Assert.Equal((before, 30 - before), (report.TilesLandedBefore, Ids(sent).Length));
            Assert.True(report.EverythingLanded);
        }
    }

    [Fact]
    public async Task A_journal_with_a_damaged_byte_is_believed_up_to_there()
    {
        await ImportAsync(Tiles(30), Options with { Parallelism = 1 });
        byte[] whole = File.ReadAllBytes(folder["journal"]);
        int firstTiles = 0;
        for (int line = 0; line < 3; line++)
            firstTiles = Array.IndexOf(whole, (byte)'\n', firstTiles) + 1;

        int length = (whole.Length - firstTiles) / 3;
        foreach (int place in new[] { firstTiles, firstTiles + length / 2, firstTiles + length + 5, whole.Length - 2 })
        {
            byte[] damaged = [.. whole];
            damaged[place] ^= 1;
            File.WriteAllBytes(folder["journal"], damaged);

            var (report, _) = await ImportAsync(Tiles(30));

            Assert.Equal((place - firstTiles) / length * 10, report.TilesLandedBefore);
        }
    }

    [Theory]
    [InlineData("[{\"tileId\":\"a\"}]")]
    [InlineData("\0\0\0\0")]
    [InlineData("render-import-journal 2 o/p/s Merge 00000000\n")]
    public async Task A_file_that_is_no_journal_is_refused_and_kept(string text)
    {
        File.WriteAllText(folder["journal"], text);

        var exception = await Assert.ThrowsAsync<ImportJournalException>(() => ImportAsync(Tiles(1)));

        Assert.Contains("no journal", exception.Message);
        Assert.Equal(text, File.ReadAllText(folder["journal"]));
        Assert.Empty(server.Stacks);
    }

    [Fact]
    public async Task A_journal_of_another_import_is_refused()
    {
        await ImportAsync(Tiles(5));

        var mode = await Assert.ThrowsAsync<ImportJournalException>(() => ImportAsync(Tiles(5), Options with { ExistingLayers = ExistingLayers.Replace }));
        var stack = await Assert.ThrowsAsync<ImportJournalException>(() => ImportAsync(Tiles(5), name: "other"));

        Assert.Contains("o/p/s Merge", mode.Message);
        Assert.Contains("o/p/other", stack.Message);
    }

    [Fact]
    public async Task A_journal_in_use_is_refused()
    {
        using var user = JournalFile.Open(folder["journal"]);

        var exception = await Assert.ThrowsAsync<ImportJournalException>(() => ImportAsync(Tiles(1)));

        Assert.Contains("another import is using it", exception.Message);
    }

    [Fact]
    public async Task A_stack_that_is_gone_created_anew_or_changed_is_refused()
    {
        await ImportAsync(Tiles(5));
        server.Stacks.Remove("s");
        var gone = await Assert.ThrowsAsync<ImportJournalException>(() => ImportAsync(Tiles(5)));
        server.AddStack("s");
        var created = await Assert.ThrowsAsync<ImportJournalException>(() => ImportAsync(Tiles(5)));
        server.Stacks["s"].Version = 3;
        var changed = await Assert.ThrowsAsync<ImportJournalException>(() => ImportAsync(Tiles(5)));

        Assert.Contains("does not exist any more", gone.Message);
        Assert.All([created, changed], exception => Assert.Contains("Delete the journal", exception.Message));
        Assert.Empty(server.Stacks["s"].Tiles);
    }

    [Fact]
    public async Task A_completed_import_says_so_and_sends_nothing()
    {
        var (first, _) = await ImportAsync(Tiles(25), Options with { Complete = true });
        var (second, sent) = await ImportAsync(Tiles(25), Options with { Complete = true });

        Assert.True(first.Completed);
        Assert.True(second.Completed);
        Assert.Equal(25, second.TilesLandedBefore);
        Assert.Empty(sent);
        Assert.Equal("COMPLETE", server.Stacks["s"].State);
    }

    [Fact]
    public async Task A_completed_import_is_not_complete_when_the_server_has_lost_tiles_and_the_next_one_brings_them()
    {
        await ImportAsync(Tiles(25), Options with { Complete = true });
        server.Stacks["s"].Tiles.Remove("t000003");

        var (report, _) = await ImportAsync(Tiles(25), Options with { Complete = true });
        var (mended, _) = await ImportAsync(Tiles(25), Options with { Complete = true });

        Assert.False(report.Completed);
        Assert.Contains("it has 24 tiles of 25", report.NotCompletedBecause);
        Assert.True(mended.Completed, mended.ToString());
        Assert.Equal(25, server.Stacks["s"].Tiles.Count);
    }

    [Fact]
    public async Task A_completed_import_is_reopened_for_what_has_changed()
    {
        await ImportAsync(Tiles(25), Options with { Complete = true });

        var refused = await Assert.ThrowsAsync<ImportException>(() => ImportAsync(Tiles(26), Options with { Complete = true }));
        var (report, sent) = await ImportAsync(Tiles(26), Options with { Complete = true, Reopen = true });
        var (again, nothing) = await ImportAsync(Tiles(26), Options with { Complete = true });

        Assert.Contains("Reopen", Assert.IsType<RenderStackStateException>(refused.InnerException).Message);
        Assert.Equal((25, 0, 1), (refused.Report.TilesLandedBefore, refused.Report.TilesFailed, refused.Report.TilesNotSent));
        Assert.Equal(["t000025"], Ids(sent));
        Assert.True(report.Completed && again.Completed);
        Assert.Empty(nothing);
    }

    [Fact]
    public async Task Resumed_layers_are_not_emptied_again()
    {
        server.AddStack("s").Tiles["old"] = """{"tileId":"old","z":0}""";
        var options = Options with { ExistingLayers = ExistingLayers.Replace };
        await ImportAsync(Tiles(15, inLayer: 20), options);

        var (report, _) = await ImportAsync(Tiles(45, inLayer: 20), options);

        Assert.Equal((15, 30), (report.TilesLandedBefore, report.TilesLanded));
        Assert.Equal(Tiles(45).Select(tile => tile.TileId), server.Stacks["s"].Tiles.Keys.Order());
    }

    [Fact]
    public async Task The_time_that_is_left_is_that_of_the_tiles_that_this_run_has_to_send()
    {
        await ImportAsync(Tiles(90));
        List<ImportProgress> seen = [];

        await ImportAsync(Tiles(100).ToList(), Options with { MaxTilesPerRequest = 1, Parallelism = 1 }, progress: new Reports(seen));

        Assert.All(seen.Where(step => step.TilesLanded is > 0 and < 10), step => Assert.Equal(
            step.Elapsed.TotalSeconds / step.TilesLanded * (10 - step.TilesLanded), step.Remaining!.Value.TotalSeconds, tolerance: 1e-6));
        Assert.Equal(TimeSpan.Zero, seen[^1].Remaining);
    }

    [Fact]
    public async Task Progress_is_told_while_tiles_are_skipped_and_does_not_guess_the_time_from_them()
    {
        await ImportAsync(Tiles(90));
        List<ImportProgress> seen = [];

        await ImportAsync(Tiles(100).ToList(), Options with { Parallelism = 1 }, progress: new Reports(seen));

        var skipped = seen.Where(step => step.TilesLanded == 0).ToList();
        Assert.Equal([10, 20, 30, 40, 50, 60, 70, 80, 90], skipped.Select(step => step.TilesLandedBefore));
        Assert.All(skipped, step => Assert.Null(step.Remaining));
    }

    private static string[] Ids(IEnumerable<string> bodies) =>
        [.. bodies.SelectMany(body => System.Text.Json.Nodes.JsonNode.Parse(body)!["tileIdToSpecMap"]!.AsObject().Select(tile => tile.Key)).Order()];

    private async Task<(ImportReport Report, List<string> Sent)> ImportAsync(IEnumerable<TileSpec> tiles, ImportOptions? options = null, string name = "s", IProgress<ImportProgress>? progress = null)
    {
        using var handler = new FaultHandler(server.Handle, []);
        var report = await handler.Client.Stack(name).ImportTilesAsync(tiles, options ?? Options, progress);
        return (report, handler.Sent);
    }

    private sealed class Reports(List<ImportProgress> reports) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => reports.Add(value);
    }
}
