using System.Net;
using System.Text.Json;
using Render.Extensions.Tests.Support;
using Render.Transforms;
using static Render.Extensions.Tests.Import.TestTiles;

namespace Render.Extensions.Tests.Export;

/// <summary>Copies from one server to another; where tests share one, from one owner to another.</summary>
public sealed class CopyTests : OnEmbeddedServer
{
    private TestServer otherServer = null!;
    private RenderClient other = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        otherServer = await TestServer.StartAsync();
        other = otherServer.Connect("o", "p");
    }

    public override async Task DisposeAsync()
    {
        other.Dispose();
        await otherServer.DisposeAsync();
        await base.DisposeAsync();
    }

    [RealDataTheory]
    [InlineData("example_1/cycle1_step1_acquire_tiles.json", "example_1/cycle1_step1_acquire_transforms.json")]
    [InlineData("flytem/section-2119-montage.json", null)]
    public async Task A_copy_on_another_server_is_the_same(string tiles, string? transforms)
    {
        var source = Client.Stack("montage");
        await source.ImportFilesAsync(
            [RealData.File(tiles)],
            transforms is null ? [] : [RealData.File(transforms)],
            new ImportOptions
            {
                CreateStack = new StackVersion { StackResolutionX = 4, StackResolutionY = 5, StackResolutionZ = 40, VersionNotes = "first" },
                Complete = true,
            });
        var target = other.Stack("copy", "q", otherServer.Owner("someone"));

        var report = await source.CopyToAsync(
            target, new CopyOptions { Import = new ImportOptions { Bounds = ImportBounds.Keep, Complete = true, MaxTilesPerRequest = 100 } });

        Assert.True(report.EverythingLanded && report.Completed, report.ToString());
        var (from, to) = (await source.GetMetadataAsync(), await target.GetMetadataAsync());
        Assert.Equal(from.Stats!.TileCount, to.Stats!.TileCount);
        Assert.Equal((4.0, 5.0, 40.0, "first"), (
            to.CurrentVersion!.StackResolutionX, to.CurrentVersion.StackResolutionY, to.CurrentVersion.StackResolutionZ, to.CurrentVersion.VersionNotes));
        await WireLayers.AssertAreSameAsync(source, target, [.. await source.GetZValuesAsync()]);
    }

    [Fact]
    public async Task Transforms_that_are_shared_stay_shared_and_unknown_classes_stay_as_they_are()
    {
        var unknown = JsonSerializer.Deserialize(
            """{"type":"leaf","className":"mine.Unknown","dataString":"1  2"}""", RenderJson.TypeInfo<TransformSpec>())!;
        var source = await FilledAsync(
            [new AffineModel2D(1, 0, 0, 1, 5, 6) { Id = "lens" }],
            [.. Enumerable.Range(0, 30).Select(i => Boxed(Tile($"t{i:D2}", i % 3, new ReferenceTransform("lens"), unknown)))]);

        var report = await source.CopyToAsync(other.Stack("copy"));

        Assert.True(report.EverythingLanded, report.ToString());
        await WireLayers.AssertAreSameAsync(source, other.Stack("copy"), 0, 1, 2);
        Assert.Equal("lens", (await other.Stack("copy").GetTransformAsync("lens")).Id);
    }

    [Fact]
    public async Task Tiles_can_be_changed_and_left_out_on_their_way()
    {
        var source = await FilledAsync([], [Tile("a", 1), Tile("b", 2), Tile("c", 2), Tile("d", 3)]);

        var report = await source.CopyToAsync(Client.Stack("copy"), new CopyOptions
        {
            ZValues = [2, 3],
            Change = tile =>
            {
                tile.Transforms = new ListTransform([.. tile.Transforms!.Transforms, new TranslationModel2D(1000, 0)]);
                return tile.TileId == "c" ? null : tile;
            },
        });

        Assert.Equal(2, report.TilesLanded);
        Assert.Equal(["b", "d"], await Client.Stack("copy").GetTileIdsAsync());
        var moved = await Client.Stack("copy").GetTileAsync("b");
        Assert.Equal((1010.0, 1110.0), (moved.MinX, moved.MaxX));
    }

    [Fact]
    public async Task References_can_be_resolved_on_the_way()
    {
        var source = await FilledAsync([new TranslationModel2D(7, 8) { Id = "lens" }], [Tile("a", 1, new ReferenceTransform("lens"))]);

        await source.CopyToAsync(other.Stack("copy"), new CopyOptions { ResolveReferences = true });

        Assert.IsType<TranslationModel2D>((await other.Stack("copy").GetTileAsync("a")).Transforms!.Transforms[0]);
    }

    [Fact]
    public async Task An_id_that_stands_for_another_transform_in_the_source_is_refused()
    {
        var lens = new TranslationModel2D(7, 8) { Id = "lens" };
        var source = await FilledAsync([lens], [Tile("a", 1, new ReferenceTransform("lens"))]);
        CopyOptions With(params TransformSpec[] shared) => new() { Import = new ImportOptions { SharedTransforms = shared } };

        var recalibrated = new TranslationModel2D(70, 80) { Id = "lens" };
        var error = await Assert.ThrowsAsync<ConflictingTransformsException>(
            () => source.CopyToAsync(other.Stack("copy"), With(recalibrated, new TranslationModel2D(1, 1) { Id = "new" })));

        Assert.Equal(["lens"], error.ConflictingIds);
        Assert.Contains($"'lens' (another one in {Owner}/{Project}/montage)", error.Message, StringComparison.Ordinal);
        Assert.False(await other.Stack("copy").ExistsAsync());
        Assert.Equal(1, (await source.CopyToAsync(other.Stack("same"), With(lens))).TilesLanded);
        Assert.Equal(1, (await source.CopyToAsync(other.Stack("alone"), With(recalibrated) with { ResolveReferences = true })).TilesLanded);
        Assert.Equal(new Point2D(8, 9), await other.Stack("alone").LocalToWorldAsync("a", new Point2D(1, 1)));
    }

    [Fact]
    public async Task A_copy_that_was_stopped_can_be_repeated_as_a_whole()
    {
        var source = await FilledAsync([], [.. Tiles(300, inLayer: 10)]);
        using var stop = new CancellationTokenSource();
        var options = new CopyOptions { Import = new ImportOptions { Parallelism = 1, Bounds = ImportBounds.Keep, Complete = true } };

        var stopped = await Assert.ThrowsAsync<ImportCanceledException>(
            () => source.CopyToAsync(other.Stack("copy"), options, new Stopper(stop), stop.Token));
        var report = await source.CopyToAsync(other.Stack("copy"), options);

        Assert.InRange(stopped.Report.TilesLanded, 1, 299);
        Assert.True(report.Completed, report.ToString());
        Assert.Equal(300, (await other.Stack("copy").GetMetadataAsync()).Stats!.TileCount);
    }

    [Fact]
    public async Task Cancelling_while_the_source_is_looked_up_ends_as_cancelling_later_does()
    {
        var source = await FilledAsync([], [Tile("a")]);

        var stopped = await Assert.ThrowsAsync<ImportCanceledException>(
            () => source.CopyToAsync(other.Stack("copy"), cancellationToken: new CancellationToken(canceled: true)));

        Assert.EndsWith("/copy", stopped.Report.Stack, StringComparison.Ordinal);
        Assert.Equal(0, stopped.Report.TilesRead);
        Assert.False(await other.Stack("copy").ExistsAsync());
    }

    [Fact]
    public async Task What_others_answer_does_not_say_that_a_transform_of_the_source_is_new()
    {
        using var source = new ScriptedServer()
            .AnswersJson("""{"state":"COMPLETE"}""")
            .AnswersJson("[1]")
            .Answers(HttpStatusCode.NotFound, "404 page not found");
        using var client = source.Connect();
        var options = new CopyOptions { Import = new ImportOptions { SharedTransforms = [new TranslationModel2D(1, 1) { Id = "lens" }] } };

        var exception = await Assert.ThrowsAsync<RenderNotFoundException>(() => client.Stack("s").CopyToAsync(other.Stack("copy"), options));

        Assert.Equal("Tiles.GetTransformSpec", exception.Operation);
        Assert.False(await other.Stack("copy").ExistsAsync());
    }

    [Fact]
    public async Task A_stack_is_not_copied_into_itself()
    {
        var source = await FilledAsync([], [Tile("a")]);

        var error = await Assert.ThrowsAsync<ArgumentException>(() => source.CopyToAsync(Client.Stack("montage")));

        Assert.Contains($"{Owner}/{Project}/montage cannot be copied into itself", error.Message);
    }

    [Fact]
    public async Task A_source_that_does_not_exist_creates_no_target()
    {
        await Assert.ThrowsAsync<RenderNotFoundException>(() => Client.Stack("nope").CopyToAsync(other.Stack("copy")));

        Assert.False(await other.Stack("copy").ExistsAsync());
    }

    private static TileSpec Boxed(TileSpec tile)
    {
        (tile.MinX, tile.MinY, tile.MaxX, tile.MaxY) = (0, 0, 100, 50);
        return tile;
    }

    private Task<RenderStack> FilledAsync(TransformSpec[] shared, TileSpec[] tiles) => ImportAsync(
        "montage",
        tiles,
        new ImportOptions { SharedTransforms = shared, Bounds = tiles[0].MinX is null ? ImportBounds.Client : ImportBounds.Keep });

    private sealed class Stopper(CancellationTokenSource stop) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => stop.Cancel();
    }
}
