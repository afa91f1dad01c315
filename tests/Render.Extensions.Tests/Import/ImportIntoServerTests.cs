using System.Text.Json;
using Render.Extensions.Tests.Support;
using Render.Transforms;
using static Render.Extensions.Tests.Import.TestTiles;

namespace Render.Extensions.Tests.Import;

/// <summary>Imports into the embedded server, which derives what it is asked to derive on its own.</summary>
public sealed class ImportIntoServerTests : OnEmbeddedServer
{
    [Fact]
    public async Task A_stack_is_created_filled_and_completed_in_one_call()
    {
        var stack = Client.Stack("montage");

        var report = await stack.ImportTilesAsync(
            Tiles(3_000, inLayer: 100),
            new ImportOptions { CreateStack = new StackVersion { StackResolutionX = 4 }, Complete = true, MaxTilesPerRequest = 250 });

        Assert.True(report.Completed, report.ToString());
        var metadata = await stack.GetMetadataAsync();
        Assert.Equal(StackState.Complete, metadata.State);
        Assert.Equal(3_000, metadata.Stats!.TileCount);
        Assert.Equal(30, metadata.Stats.SectionCount);
        Assert.Equal(new Bounds { MinX = 10, MinY = 20, MinZ = 0, MaxX = 110, MaxY = 70, MaxZ = 29 }, await stack.GetBoundsAsync(), BoundsComparer);
    }

    [Theory]
    [InlineData(ImportBounds.Client, 1_073_741_822)]
    [InlineData(ImportBounds.Client, -1_073_741_923)]
    [InlineData(ImportBounds.Server, 1e9)]
    [InlineData(ImportBounds.Keep, -1_073_741_923)]
    public async Task A_tile_that_the_server_counts_is_not(ImportBounds bounds, double x)
    {
        var report = await Client.Stack("far").ImportTilesAsync(
            [At(x)], new ImportOptions { Bounds = bounds, CreateStack = new StackVersion(), Complete = true });

        Assert.True(report.Completed, report.ToString());
    }

    [Fact]
    public async Task Importing_twice_changes_nothing()
    {
        var stack = Client.Stack("montage");
        var options = new ImportOptions { CreateStack = new StackVersion(), Reopen = true, Complete = true };

        await stack.ImportTilesAsync(Tiles(500), options);
        var again = await stack.ImportTilesAsync(Tiles(500), options);

        Assert.True(again.Completed, again.ToString());
        Assert.Equal(500, (await stack.GetMetadataAsync()).Stats!.TileCount);
    }

    [Fact]
    public async Task Bounds_and_references_are_the_same_whoever_derives_them()
    {
        TransformSpec[] shared = [new AffineModel2D(1.01, 0.02, -0.03, 0.99, 5.5, -6.25) { Id = "lens" }];
        IEnumerable<TileSpec> Source() => Enumerable.Range(0, 50).Select(i => Tile(
            $"t{i:D2}", i, new ReferenceTransform("lens"), new AffineModel2D(Math.Cos(i), Math.Sin(i), -Math.Sin(i), Math.Cos(i), 100.5 * i, -3.3 * i)));

        var options = new ImportOptions { SharedTransforms = shared, CreateStack = new StackVersion(), MaxTilesPerRequest = 7 };
        await Client.Stack("here").ImportTilesAsync(Source(), options with { Bounds = ImportBounds.Client });
        await Client.Stack("there").ImportTilesAsync(Source(), options with { Bounds = ImportBounds.Server });

        for (int i = 0; i < 50; i++)
        {
            var here = await Client.Api.Tiles.GetTileSpecAsync(Owner, Project, "here", $"t{i:D2}");
            var there = await Client.Api.Tiles.GetTileSpecAsync(Owner, Project, "there", $"t{i:D2}");
            Near.AssertEqual(
                [new(there.MinX!.Value, there.MinY!.Value), new(there.MaxX!.Value, there.MaxY!.Value)],
                [new(here.MinX!.Value, here.MinY!.Value), new(here.MaxX!.Value, here.MaxY!.Value)]);
        }
    }

    [Fact]
    public async Task A_tile_that_only_the_server_finds_faulty_is_singled_out()
    {
        var unknown = JsonSerializer.Deserialize(
            """{"type":"leaf","className":"mine.Unknown","dataString":"1 2"}""", RenderJson.TypeInfo<TransformSpec>())!;
        var tiles = Tiles(100).Append(Tile("unknown", 1, unknown));

        var report = await Client.Stack("montage").ImportTilesAsync(
            tiles, new ImportOptions { CreateStack = new StackVersion(), Bounds = ImportBounds.Server });

        Assert.Equal((100, 1), (report.TilesLanded, report.TilesRejected));
        Assert.Equal("unknown", Assert.Single(report.Rejected).TileId);
        Assert.Contains("mine.Unknown", report.Rejected[0].Reason);
    }

    [Fact]
    public async Task Compressed_requests_are_understood()
    {
        var report = await Client.Stack("montage").ImportTilesAsync(
            Tiles(1_000), new ImportOptions { CreateStack = new StackVersion(), Compress = true, Complete = true });

        Assert.True(report.Completed, report.ToString());
    }

    [Fact]
    public async Task Tile_ids_that_occur_twice_keep_a_new_stack_from_being_completed()
    {
        var report = await Client.Stack("montage").ImportTilesAsync(
            Tiles(10).Concat(Tiles(1)), new ImportOptions { CreateStack = new StackVersion(), Complete = true });

        Assert.False(report.Completed);
        Assert.Contains("it has 10 tiles of 11", report.NotCompletedBecause);
    }

    private static readonly EqualityComparer<Bounds> BoundsComparer = EqualityComparer<Bounds>.Create(
        (a, b) => (a!.MinX, a.MinY, a.MinZ, a.MaxX, a.MaxY, a.MaxZ) == (b!.MinX, b.MinY, b.MinZ, b.MaxX, b.MaxY, b.MaxZ));
}
