using Render.Extensions.Tests.Support;
using Render.Transforms;

namespace Render.Extensions.Tests;

/// <summary>The extension methods together, on the embedded server.</summary>
public sealed class EmbeddedServerTests : OnEmbeddedServer
{
    [Fact]
    public async Task A_stack_is_created_filled_read_mapped_and_deleted()
    {
        var stack = Client.Stack("montage");
        Assert.False(await stack.ExistsAsync());
        await stack.CreateAsync(new StackVersion { StackResolutionX = 4 });
        await stack.ImportTilesAsync([Tile("a", 1, 0), Tile("b", 1, 90), Tile("c", 2, 0)]);
        await stack.CompleteAsync();

        Assert.Equal(StackState.Complete, (await stack.GetMetadataAsync()).State);
        Assert.Equal([1, 2], await stack.GetZValuesAsync());
        Assert.Equal([2L, 1L], (await stack.GetSectionsAsync()).Select(section => section.TileCount!.Value));
        Assert.Equal(["a", "b", "c"], await stack.ReadTilesAsync().Select(tile => tile.TileId).ToListAsync());
        Assert.Equal(["c"], await stack.GetTileIdsAsync(minZ: 2));
        Near.AssertEqual([new(95, 7)], await stack.LocalToWorldAsync("b", [new(5, 7)]));
        var local = await stack.WorldToLocalAsync(1, [new(95, 7), new(5000, 0)]);
        Assert.Equal("b", local[0].TileId);
        Assert.Equal(5, local[0].Point.X, 1e-9);
        Assert.False(local[1].IsMapped);

        await stack.DeleteAsync();
        Assert.False(await stack.ExistsAsync());
    }

    [Fact]
    public async Task Matches_are_stored_and_read_back_from_both_sides()
    {
        var collection = Client.MatchCollection("sift");
        var (b, a) = (Tile("b", 1, 90), Tile("a", 1, 0));
        var pair = new CanvasMatchesBuilder(b, a).Add(new(1.25, 2), new(3, 4)).Add(new(5, 6), new(7, 8), 0.5).Build();

        var report = await collection.ImportMatchesAsync([pair]);

        Assert.Equal((1, 2), (report.PairsStored, report.PointsStored));
        var asked = await collection.TryGetMatchesAsync(CanvasId.Of(b), CanvasId.Of(a));
        Assert.NotNull(asked);
        Assert.Equal([new(1.25, 2), new(5, 6)], asked.PPoints());
        Assert.Equal([1, 0.5], asked.Weights());
        Assert.Single(await collection.ReadMatchesAsync().ToListAsync());
        await collection.DeleteAsync();
        Assert.False(await collection.ExistsAsync());
    }

    [Fact]
    public async Task Compressed_bodies_are_understood()
    {
        using var client = RenderClient.Connect(Client.Options with { CompressRequests = true });
        var pair = new CanvasMatchesBuilder(new CanvasId("1.0", "a"), new CanvasId("1.0", "b")).Add(new(1, 2), new(3, 4)).Build();

        await client.MatchCollection("m").ImportMatchesAsync([pair]);

        Assert.Single(await Client.MatchCollection("m").ReadMatchesAsync().ToListAsync());
    }

    private static TileSpec Tile(string id, double z, double x) => new()
    {
        TileId = id,
        Z = z,
        Width = 100,
        Height = 50,
        Layout = new LayoutData { SectionId = $"{z}.0" },
        Transforms = new ListTransform(new TranslationModel2D(x, 0)),
    };
}
