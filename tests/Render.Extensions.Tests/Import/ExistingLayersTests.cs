using Render.Extensions.Tests.Support;
using static Render.Extensions.Tests.Import.TestTiles;

namespace Render.Extensions.Tests.Import;

public sealed class ExistingLayersTests : OnEmbeddedServer
{
    [Theory]
    [InlineData(ExistingLayers.Merge, new[] { "new1", "new2", "old1", "old2", "old3" })]
    [InlineData(ExistingLayers.Replace, new[] { "new1", "new2", "old3" })]
    [InlineData(ExistingLayers.Refuse, new[] { "old1", "old2", "old3" })]
    public async Task Tiles_of_touched_layers_stay_go_or_stand_in_the_way(ExistingLayers existing, string[] expected)
    {
        var stack = await ImportAsync("s", [Tile("old1", 1), Tile("old2", 2), Tile("old3", 3)]);

        var report = await stack.ImportTilesAsync(
            [Tile("new1", 1), Tile("new2", 2)], new ImportOptions { ExistingLayers = existing, Reopen = true, Complete = true, MaxTilesPerRequest = 1 });

        Assert.Equal(expected, await IdsAsync(stack));
        Assert.Equal(existing != ExistingLayers.Refuse, report.Completed);
        if (existing == ExistingLayers.Refuse)
            Assert.All(report.Rejected, tile => Assert.Contains("1 tiles at z", tile.Reason));
    }

    [Fact]
    public async Task Layers_that_come_in_pieces_are_emptied_once()
    {
        var stack = await ImportAsync("s", [Tile("old0", 0), Tile("old1", 1)]);
        var tiles = Enumerable.Range(0, 200).Select(i => Tile($"t{i:D3}", i % 2));

        var report = await stack.ImportTilesAsync(
            tiles, new ImportOptions { ExistingLayers = ExistingLayers.Replace, Reopen = true, Complete = true, MaxTilesPerRequest = 3 });

        Assert.True(report.Completed, report.ToString());
        Assert.Equal(Enumerable.Range(0, 200).Select(i => $"t{i:D3}"), await IdsAsync(stack));
    }

    [Fact]
    public async Task A_layer_all_of_whose_tiles_are_faulty_keeps_what_it_has()
    {
        var stack = await ImportAsync("s", [Tile("old", 1)]);
        var faulty = Tile("new", 1);
        faulty.Width = null;

        await stack.ImportTilesAsync([faulty], new ImportOptions { ExistingLayers = ExistingLayers.Replace, Reopen = true });

        Assert.Equal(["old"], await IdsAsync(stack));
    }

    private static async Task<string[]> IdsAsync(RenderStack stack)
    {
        List<string> ids = [];
        foreach (double z in await stack.GetZValuesAsync())
        {
            await foreach (var tile in stack.ReadTilesAsync(z))
                ids.Add(tile.TileId);
        }

        return [.. ids.Order()];
    }
}
