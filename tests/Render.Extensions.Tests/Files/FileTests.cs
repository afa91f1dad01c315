using Render.Extensions.Tests.Support;
using Render.Transforms;
using static Render.Extensions.Tests.Import.TestTiles;

namespace Render.Extensions.Tests.Files;

public sealed class FileTests : IDisposable
{
    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("specs.json")]
    [InlineData("specs.json.gz")]
    public async Task Tiles_and_transforms_are_read_as_they_were_written(string name)
    {
        var tiles = Tiles(20_000).ToArray();

        Assert.Equal(20_000, await SpecFiles.WriteTilesAsync(folder[name], tiles));
        Assert.Equal(tiles.Select(tile => tile.TileId), await SpecFiles.ReadTilesAsync(folder[name]).Select(tile => tile.TileId).ToListAsync());
        Assert.Equal(name.EndsWith(".gz", StringComparison.Ordinal), (await File.ReadAllBytesAsync(folder[name])).AsSpan().StartsWith((byte[])[0x1f, 0x8b]));

        await SpecFiles.WriteTransformsAsync(folder[name], [new TranslationModel2D(1, 2) { Id = "lens" }]);
        var lens = Assert.IsType<TranslationModel2D>(Assert.Single(await SpecFiles.ReadTransformsAsync(folder[name])));
        Assert.Equal(("lens", new Point2D(1, 2)), (lens.Id, lens.Apply(default)));
    }

    [Fact]
    public async Task Faulty_specs_are_named_by_their_line()
    {
        await File.WriteAllTextAsync(folder["tiles.json"], "[\n{\"tileId\":\"a\"},\n{\"tileId\":\"b\",\"z\":\"high\"}]");

        var error = await Assert.ThrowsAsync<SpecFileException>(async () => await SpecFiles.ReadTilesAsync(folder["tiles.json"]).ToListAsync());

        Assert.Equal(3, error.Line);
    }

    [Fact]
    public async Task What_may_not_be_written_is_refused_like_what_cannot_be()
    {
        // A folder of that name is refused as a missing right is, also to those who have all rights.
        Directory.CreateDirectory(folder["tiles.json.part"]);

        var error = await Assert.ThrowsAsync<IOException>(() => SpecFiles.WriteTilesAsync(folder["tiles.json"], Tiles(1)));

        Assert.StartsWith($"{folder["tiles.json"]} cannot be written", error.Message);
    }

    [Fact]
    public async Task Writing_that_fails_leaves_what_was_there()
    {
        await File.WriteAllTextAsync(folder["tiles.json"], "before");

        await Assert.ThrowsAsync<InvalidOperationException>(() => SpecFiles.WriteTilesAsync(folder["tiles.json"], Failing()));

        Assert.Equal(["tiles.json"], folder.Names);
        Assert.Equal("before", await File.ReadAllTextAsync(folder["tiles.json"]));

        static IEnumerable<TileSpec> Failing() => Tiles(10_000).Select(tile => tile.TileId == "t009000" ? throw new InvalidOperationException() : tile);
    }

    [Theory]
    [InlineData(0, "z00000")]
    [InlineData(12, "z00012")]
    [InlineData(12.5, "z00012.5")]
    [InlineData(-3, "z-00003")]
    [InlineData(123456.75, "z123456.75")]
    public void Layers_have_names_that_sort(double z, string name) => Assert.Equal(name, FileNames.OfLayer(z));

    [Theory]
    [InlineData("150304141121052104.3407.0", "150304141121052104.3407.0")]
    [InlineData("a/b\\c:d e", "a%2Fb%5Cc%3Ad%20e")]
    [InlineData("..", "%2E.")]
    [InlineData("nul", "%6Eul")]
    [InlineData("com1.x", "%63om1.x")]
    public void Tiles_have_names_that_file_systems_take(string tileId, string name)
    {
        Assert.Equal(name, FileNames.OfTile(tileId));
        Assert.Equal(tileId, Uri.UnescapeDataString(name));
    }

    [Fact]
    public void Long_ids_are_cut_and_stay_different()
    {
        string[] names = [FileNames.OfTile(new string('x', 500)), FileNames.OfTile(new string('x', 501))];

        Assert.NotEqual(names[0], names[1]);
        Assert.All(names, name => Assert.Equal(200, name.Length));
    }
}
