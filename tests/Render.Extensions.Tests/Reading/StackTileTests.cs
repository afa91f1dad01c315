using Render.Extensions.Tests.Support;
using Render.Transforms;

namespace Render.Extensions.Tests.Reading;

public class StackTileTests
{
    [Fact]
    public async Task Tiles_of_a_layer_come_with_their_shared_transforms_and_map_as_the_server_maps()
    {
        using var server = RecordedServer.Playing(183);

        var tile = Assert.Single(await server.Client.Stack("raw").ReadTilesAsync(2).ToListAsync());

        Assert.Equal("tileD", tile.TileId);
        // Exchange 235.
        var world = tile.LocalToWorld(new Point2D(10, 20));
        Assert.Equal(341.2, world.X, 1e-12);
        Assert.Equal(220.4, world.Y, 1e-12);
        Assert.Equal([world], tile.LocalToWorld([new Point2D(10, 20)]));
    }

    [Fact]
    public async Task Resolving_leaves_the_collection_as_it_was()
    {
        using var server = RecordedServer.Playing(183);

        var layer = await server.Client.Stack("raw").GetResolvedTilesAsync(2);
        var resolved = Assert.Single(layer.Resolve());

        var stored = layer.TileIdToSpecMap!["tileD"];
        Assert.Throws<UnresolvedReferenceException>(() => stored.LocalToWorld(new Point2D(10, 20)));
        Assert.NotSame(stored, resolved);
        Assert.Contains("lens1", layer.TransformIdToSpecMap!.Keys);
    }

    [Fact]
    public async Task A_layer_without_tiles_is_empty()
    {
        using var server = RecordedServer.Playing(184, 175);
        var stack = server.Client.Stack("raw");

        Assert.Empty(await stack.ReadTilesAsync(9).ToListAsync());
        Assert.Empty((await stack.GetResolvedTilesAsync(9)).TileIdToSpecMap!);
        Assert.Empty(await stack.GetTileBoundsAsync(9));
    }

    [Fact]
    public async Task Every_way_of_reading_reports_a_missing_stack()
    {
        using var server = RecordedServer.Playing(16, 23, 28, 29, 36, 37, 40);
        var stack = server.Client.Stack("nope");

        await Assert.ThrowsAsync<RenderNotFoundException>(async () => await stack.ReadTilesAsync(1).ToListAsync());
        await Assert.ThrowsAsync<RenderNotFoundException>(async () => await stack.ReadTilesAsync().ToListAsync());
        await Assert.ThrowsAsync<RenderNotFoundException>(() => stack.GetTileBoundsAsync(1));
        await Assert.ThrowsAsync<RenderNotFoundException>(() => stack.GetTileAsync("x"));
        await Assert.ThrowsAsync<RenderNotFoundException>(() => stack.TryGetTileAsync("x"));
        await Assert.ThrowsAsync<RenderNotFoundException>(() => stack.GetTransformAsync("x"));
        await Assert.ThrowsAsync<RenderNotFoundException>(() => stack.GetTileIdsAsync());
    }

    [Fact]
    public async Task A_stack_that_has_no_tiles_yet_has_no_tile_ids()
    {
        using var server = RecordedServer.Playing(94, 80);

        Assert.Empty(await server.Client.Stack("raw").GetTileIdsAsync());
    }

    [Fact]
    public async Task A_tile_that_does_not_exist_is_null_when_that_is_asked_for()
    {
        using var server = RecordedServer.Playing(160, 161, 80);
        var stack = server.Client.Stack("raw");

        Assert.Null(await stack.TryGetTileAsync("nope"));
        Assert.Equal(3, (await stack.TryGetTileAsync("tileF"))!.Z);
        var exception = await Assert.ThrowsAsync<RenderNotFoundException>(() => stack.GetTileAsync("nope"));
        Assert.Contains("'nope'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tiles_by_id_come_in_the_order_of_the_ids_and_without_those_that_are_missing()
    {
        using var server = RecordedServer.Playing(189);

        var tiles = await server.Client.Stack("raw").GetTilesAsync(["tileD", "nope", "tileA"]).ToListAsync();

        Assert.Equal(["tileD", "tileA"], tiles.Select(tile => tile.TileId));
    }

    [Fact]
    public async Task A_whole_stack_comes_by_layer_and_id_with_few_requests_ahead()
    {
        using var server = new ScriptedServer().AnswersJson("[1.0,2.0,3.0,4.0,5.0]");
        foreach (var z in Enumerable.Range(1, 5))
            server.AnswersJson($$$"""{"tileIdToSpecMap":{"b{{{z}}}":{"tileId":"b{{{z}}}","z":{{{z}}} },"a{{{z}}}":{"tileId":"a{{{z}}}","z":{{{z}}} } } }""");

        using var client = server.Connect();
        List<string> ids = [];
        await foreach (var tile in client.Stack("s").ReadTilesAsync(new TileReadOptions { Parallelism = 2 }))
        {
            ids.Add(tile.TileId);
            var ahead = server.Requests.Count - 1 - (int)tile.Z!;
            Assert.InRange(ahead, 0, 2);
        }

        Assert.Equal(["a1", "b1", "a2", "b2", "a3", "b3", "a4", "b4", "a5", "b5"], ids);
    }

    [Fact]
    public async Task Reading_can_be_left_early()
    {
        using var server = new ScriptedServer().AnswersJson("[1.0,2.0,3.0,4.0,5.0]");
        foreach (var z in Enumerable.Range(1, 5))
            server.AnswersJson($$$"""{"tileIdToSpecMap":{"a{{{z}}}":{"tileId":"a{{{z}}}","z":{{{z}}} } } }""");

        using var client = server.Connect();

        var first = await client.Stack("s").ReadTilesAsync(0, 10, new TileReadOptions { Parallelism = 2 }).FirstAsync();

        Assert.Equal("a1", first.TileId);
        Assert.True(server.StepsLeft >= 2, "layers that nobody takes were read");
    }
}
