using System.Text.Json;
using Render.Extensions.Tests.Support;
using Render.Transforms;
using static Render.Extensions.Tests.Import.TestTiles;

namespace Render.Extensions.Tests.Import;

/// <summary>Tile ids that a source has more than once.</summary>
public sealed class DuplicateTileTests : OnEmbeddedServer, IDisposable
{
    private static readonly TranslationModel2D Shift = new(5, 6);

    private readonly ScratchFolder folder = new();

    private static ImportOptions Options => new() { CreateStack = new StackVersion(), Complete = true };

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(4_000)]
    public async Task Different_tiles_with_one_id_are_named_with_their_places(int tilesPerRequest)
    {
        TileSpec[] tiles = [Tile("a"), Tile("b", 1), Tile("c", 2), Tile("b", 1, Shift), Tile("d", 3), Tile("c", 3)];

        var report = await Client.Stack("s").ImportTilesAsync(tiles, Options with { MaxTilesPerRequest = tilesPerRequest });

        Assert.False(report.Completed);
        Assert.Equal(["tile id 'b': number 1; number 3", "tile id 'c': number 2; number 5"], report.Duplicates.Select(tile => tile.ToString()));
        Assert.Contains("2 in all", report.NotCompletedBecause);
        Assert.Contains("tile id 'b': number 1; number 3", report.NotCompletedBecause);
        Assert.Throws<ImportException>(report.EnsureEverythingLanded);
    }

    [Fact]
    public async Task Different_tiles_with_one_id_are_counted_where_none_is_to_be_named()
    {
        var report = await Client.Stack("s").ImportTilesAsync([Tile("a"), Tile("a", 1, Shift)], Options with { MaxReported = 0 });

        Assert.Empty(report.Duplicates);
        Assert.StartsWith("different tiles have the same id, 1 in all", report.NotCompletedBecause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Different_tiles_with_one_id_are_named_with_their_files_and_lines()
    {
        string first = Write("first.json", [Tile("a"), Tile("b")]);
        string second = Write("second.json", [Tile("c"), Tile("d"), Tile("b", 1, Shift)]);

        var report = await Client.Stack("s").ImportFilesAsync([second, first], options: Options);

        Assert.Equal($"tile id 'b': {first}, line 2; {second}, line 3", Assert.Single(report.Duplicates).ToString());
    }

    [Fact]
    public async Task The_same_tile_once_more_does_no_harm()
    {
        string first = Write("first.json", [Tile("a"), Tile("b")]);
        string second = Write("second.json", [Tile("b"), Tile("c")]);
        var options = Options with { Journal = folder["journal"] };

        var report = await Client.Stack("s").ImportFilesAsync([first, second], options: options);
        var again = await Client.Stack("s").ImportFilesAsync([first, second], options: options);

        Assert.True(report.Completed, report.ToString());
        Assert.Empty(report.Duplicates);
        Assert.True(again is { Completed: true, TilesLanded: 0, TilesLandedBefore: 4 }, again.ToString());
    }

    [Theory]
    [InlineData(ImportBounds.Client)]
    [InlineData(ImportBounds.Server)]
    public async Task Bounds_that_are_derived_make_no_difference(ImportBounds bounds)
    {
        var (first, second) = (Tile("a"), Tile("a"));
        (first.MinX, second.MinX) = (1, 2);

        var report = await Client.Stack("s").ImportTilesAsync([first, Tile("b"), second], Options with { Bounds = bounds });

        Assert.True(report.Completed, report.ToString());
    }

    [Fact]
    public async Task What_is_missing_beside_the_same_tile_once_more_is_still_missing()
    {
        var stack = await ImportAsync("s", [Tile("a"), Tile("b")]);
        TileSpec[] tiles = [Tile("a"), Tile("a"), Tile("b"), Tile("c")];
        var options = new ImportOptions { Journal = folder["journal"], Reopen = true };
        await stack.ImportTilesAsync(tiles, options);
        await stack.DeleteTileAsync("b");

        var report = await stack.ImportTilesAsync(tiles, options with { Complete = true });
        var mended = await stack.ImportTilesAsync(tiles, options with { Complete = true });

        Assert.Contains("at z 1 it has 2 tiles of 3", report.NotCompletedBecause);
        Assert.True(mended.Completed, mended.ToString());
        Assert.Equal(["a", "b", "c"], await stack.ReadTilesAsync(1).Select(tile => tile.TileId).Order().ToArrayAsync());
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(2, 1)]
    [InlineData(3, 0)]
    [InlineData(3, 2)]
    public async Task Nobody_believes_that_the_server_has_the_one_that_stays(int versions, int staying)
    {
        TileSpec[] all = [.. Enumerable.Range(0, versions).Select(i => Tile("a", 1, new TranslationModel2D(i, 6)))];
        var options = Options with { Journal = folder["journal"], MaxTilesPerRequest = 1, Parallelism = 1 };
        await Client.Stack("s").ImportTilesAsync([.. all, Tile("b")], options);

        var report = await Client.Stack("s").ImportTilesAsync([all[staying], Tile("b")], options);
        var again = await Client.Stack("s").ImportTilesAsync([all[staying], Tile("b")], options);

        Assert.True(report is { Completed: true, TilesLanded: 1, TilesLandedBefore: 1 }, report.ToString());
        Assert.Equal(2, again.TilesLandedBefore);
        var stored = await Client.Stack("s").GetTileAsync("a");
        Assert.Equal(all[staying].MinX, stored.MinX);
    }

    private string Write(string name, TileSpec[] tiles)
    {
        File.WriteAllText(folder[name], $"[{string.Join(",\n", tiles.Select(tile => JsonSerializer.Serialize(tile, RenderJson.Options)))}]");
        return folder[name];
    }
}
