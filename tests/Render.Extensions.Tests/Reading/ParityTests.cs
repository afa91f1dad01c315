using Render.Extensions.Tests.Support;
using Render.Transforms;

namespace Render.Extensions.Tests.Reading;

/// <summary>The small things that people of render-python reach for.</summary>
public sealed class ParityTests : OnEmbeddedServer
{
    [Fact]
    public async Task Sections_and_layers_are_found_by_each_other()
    {
        using var server = RecordedServer.Playing(177, 178, 179, 180, 283, 6);
        var stack = server.Client.Stack("raw");

        Assert.Equal(2, await stack.GetSectionZAsync("2.0"));
        await Assert.ThrowsAsync<RenderNotFoundException>(() => stack.GetSectionZAsync("9.0"));
        Assert.Equal(["2.0"], await stack.GetSectionIdsAsync(2));
        Assert.Empty(await stack.GetSectionIdsAsync(9));
        Assert.Equal(["5.0", "5.1"], await server.Client.Stack("merged").GetSectionIdsAsync(5));
        Assert.Equal(24, (await server.Client.GetLikelyUniqueIdAsync()).Length);
    }

    [Fact]
    public async Task Tiles_are_found_by_where_they_are()
    {
        var stack = await ImportAsync("montage", [Tile("a", 0), Tile("b", 90), Tile("c", 500)]);

        Assert.Equal(["a", "b"], (await stack.GetBoxTilesAsync(1, ImageBox.Between(80, 10, 120.5, 20))).Select(tile => tile.TileId));
        Assert.Empty(await stack.GetBoxTilesAsync(1, new ImageBox(300, 0, 10, 10)));
    }

    [Fact]
    public async Task A_tile_comes_with_its_references_or_without()
    {
        var tile = Tile("a", 0);
        tile.Transforms = new ListTransform(new ReferenceTransform("lens"));
        var stack = await ImportAsync("montage", [tile], new ImportOptions { SharedTransforms = [new TranslationModel2D(7, 8) { Id = "lens" }] });

        Assert.IsType<ReferenceTransform>((await stack.GetTileAsync("a")).Transforms!.Transforms[0]);
        Assert.Equal(new Point2D(7, 8), (await stack.GetResolvedTileAsync("a")).LocalToWorld(new Point2D(0, 0)));
        await Assert.ThrowsAsync<RenderNotFoundException>(() => stack.GetResolvedTileAsync("nope"));
    }

    [Fact]
    public async Task Layers_are_worked_on_side_by_side_up_to_a_limit()
    {
        var stack = await ImportAsync("montage", Enumerable.Range(0, 12).Select(z => Tile($"t{z}", 0, z)));
        var (gate, seen, atOnce, most) = (new Lock(), new List<double>(), 0, 0);

        await stack.ForEachLayerAsync(
            async (z, token) =>
            {
                lock (gate)
                    most = Math.Max(most, ++atOnce);

                await Task.Delay(1, token);
                lock (gate)
                {
                    atOnce--;
                    seen.Add(z);
                }
            },
            parallelism: 3);

        Assert.Equal(Enumerable.Range(0, 12).Select(z => (double)z), seen.Order());
        Assert.InRange(most, 1, 3);
        await Assert.ThrowsAsync<InvalidOperationException>(() => stack.ForEachLayerAsync((_, _) => throw new InvalidOperationException(), [1]));
    }

    [Fact]
    public void Boxes_and_outlines_come_from_the_tile_itself()
    {
        var tile = Tile("a", 10);
        tile.Transforms = new ListTransform(new AffineModel2D(0, 1, -1, 0, 0, 0), new TranslationModel2D(100, 0));

        Assert.Null(tile.GetBox());
        Assert.Equal(new BoundingBox(50, 0, 100, 100), tile.DeriveBox());
        Assert.Equal([new(100, 0), new(50, 0), new(50, 100), new(100, 100), new(100, 0)], tile.GetOutline());
        Assert.Equal([new(0, 0), new(-50, 0), new(-50, 100), new(0, 100), new(0, 0)], tile.GetOutline(transformCount: 1));
        Assert.Equal([new(0, 0), new(0, 25), new(0, 50), new(50, 50), new(100, 50), new(100, 25), new(100, 0), new(50, 0), new(0, 0)],
            tile.GetOutline(1, transformCount: 0));
        Assert.Contains("'b' has no width", Assert.Throws<RenderException>(() => new TileSpec { TileId = "b" }.DeriveBox()).Message);
    }

    [Fact]
    public void Levels_are_sorted_as_numbers()
    {
        var pyramid = new ImagePyramid();
        for (int level = 11; level >= 0; level--)
            pyramid[level] = new ImageAndMask { ImageUrl = $"file:///{level}.png" };

        var tile = new TileSpec { TileId = "a", MipmapLevels = pyramid.ToMipmapLevels() };

        Assert.Equal(Enumerable.Range(0, 12), ImagePyramid.Of(tile).Keys);
        Assert.Equal("file:///10.png", tile.MipmapLevels["10"].ImageUrl);
        Assert.Throws<ArgumentOutOfRangeException>(() => pyramid[-1] = new ImageAndMask());
        var wrong = new TileSpec { TileId = "b", MipmapLevels = new Dictionary<string, ImageAndMask> { ["fine"] = new() } };
        Assert.Contains("Tile 'b' has an image at mipmap level 'fine'", Assert.Throws<RenderException>(() => ImagePyramid.Of(wrong)).Message);
        Assert.Empty(ImagePyramid.Of(new ChannelSpec()));
    }

    [Fact]
    public void Collections_are_united_and_the_last_one_counts()
    {
        var first = new[] { Tile("a", 0), Tile("b", 0) }.ToCollection(new TranslationModel2D(1, 0) { Id = "lens" });
        var second = new[] { Tile("b", 50) }.ToCollection(new TranslationModel2D(2, 0) { Id = "lens" });

        var both = new[] { first, second }.Combine();

        Assert.Equal(["a", "b"], both.TileIdToSpecMap!.Keys.Order());
        Assert.Equal(50, both.TileIdToSpecMap["b"].LocalToWorld(new Point2D(0, 0)).X);
        Assert.Equal(2, both.TransformIdToSpecMap!["lens"].Apply(new Point2D(0, 0)).X);
        Assert.Throws<RenderException>(() => new[] { Tile("a", 0) }.ToCollection(new TranslationModel2D(1, 0)));
    }

    private static TileSpec Tile(string id, double x, double z = 1) => new()
    {
        TileId = id,
        Z = z,
        Width = 100,
        Height = 50,
        Layout = new LayoutData { SectionId = $"{z}.0" },
        Transforms = new ListTransform(new TranslationModel2D(x, 0)),
    };
}
