using Render.Extensions.Tests.Support;
using Render.Transforms;

namespace Render.Extensions.Tests.Images;

public sealed class RenderParametersOnServerTests : OnEmbeddedServer
{
    [Fact]
    public async Task A_tile_comes_with_its_transforms_in_one_list()
    {
        var stack = await StackAsync();

        var parameters = await stack.GetTileRenderParametersAsync("b", new ImageOptions { Scale = 0.5, X = 1, Y = 2, Width = 10, Height = 12 });

        Assert.Equal((101, 2, 10, 12, 0.5), (parameters.X, parameters.Y, parameters.Width, parameters.Height, parameters.Scale));
        Assert.Equal(["1.0 0.0 0.0 1.0 5.0 0.0", "1.0 0.0 0.0 1.0 95.0 0.0"], Data(Assert.Single(parameters.TileSpecs!)));
    }

    [Fact]
    public async Task A_tile_is_normalized_as_its_space_of_matches_says()
    {
        var stack = await StackAsync();

        var parameters = await stack.GetTileRenderParametersAsync("b", new ImageOptions { NormalizeForMatching = true });

        Assert.Equal((0, 0), (parameters.X, parameters.Y));
        Assert.Equal(["1.0 0.0 0.0 1.0 5.0 0.0"], Data(Assert.Single(parameters.TileSpecs!)));
    }

    [Fact]
    public async Task Source_and_mask_are_single_images()
    {
        var stack = await StackAsync();

        var source = await stack.GetTileSourceRenderParametersAsync("b", new ImageOptions { Scale = 0.25, MinIntensity = 3 });
        var mask = await stack.GetTileMaskRenderParametersAsync("b");

        Assert.Equal((64, 48, 0.25, 3, true), (source.Width, source.Height, source.Scale, source.MinIntensity, source.SkipInterpolation));
        Assert.Equal("file:/b.png", Image(source).ImageUrl);
        Assert.Equal("file:/b-mask.png", Image(mask).ImageUrl);
        Assert.Null(Image(source).MaskUrl);
    }

    [Fact]
    public async Task Layers_boxes_groups_and_neighbours_find_their_tiles()
    {
        var stack = await StackAsync();
        var box = new ImageBox(0, 0, 90, 10);

        Assert.Equal("a b c", Ids(await stack.GetLayerRenderParametersAsync(1)));
        Assert.Equal("a c", Ids(await stack.GetBoxRenderParametersAsync(1, box)));
        Assert.Equal("c", Ids(await stack.GetBoxRenderParametersAsync(1, box, new ImageOptions { GroupId = "g" })));
        Assert.Equal("a c", Ids(await stack.GetTileWithNeighborsRenderParametersAsync("a")));
        Assert.Equal("a b c", Ids(await stack.GetTileWithNeighborsRenderParametersAsync("a", new ImageOptions { WidthFactor = 1 })));
        await Assert.ThrowsAsync<RenderBadRequestException>(() => stack.GetLayerRenderParametersAsync(7));
        await Assert.ThrowsAsync<RenderNotFoundException>(() => stack.GetTileRenderParametersAsync("nope"));
        await Assert.ThrowsAsync<RenderNotFoundException>(() => Client.Stack("nope").GetBoxRenderParametersAsync(1, box));
    }

    [Fact]
    public async Task Canvases_of_a_template_are_there()
    {
        var stack = await StackAsync();
        using var http = new HttpClient();

        var url = stack.CanvasUrlTemplate(new ImageOptions { Scale = 0.5, NormalizeForMatching = true }).UrlOf("b");

        Assert.Contains("\"scale\":0.5", await http.GetStringAsync(url), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_needs_no_pixels_can_be_asked_of_the_generated_clients()
    {
        var stack = await StackAsync();
        var (owner, project) = (stack.Owner, stack.Project);
        await Client.MatchCollection("m").ImportMatchesAsync([Pair("a", "b")]);

        var clusters = await Client.Api.Sections.GetClusteredTileBoundsAsync(owner, project, stack.Name, 1, "m", null);
        var residuals = await Client.Api.Hierarchy.CalculatePairResidualsAsync(owner, project, stack.Name, new ResidualInputData
        {
            PTileId = "a",
            QTileId = "b",
            MatchRenderStackId = stack.Id,
            MatchCollectionId = new MatchCollectionId { Owner = owner, Name = "m" },
            IncludeDetails = true,
        });
        var valid = await Client.Api.Validation.ValidateTransformSpecAsync(owner, """{"className":"mpicbg.trakem2.transform.AffineModel2D","dataString":"1 0 0 1 0 0"}""");

        Assert.Equal(["a", "b"], Assert.Single(clusters).Select(tile => tile.TileId!).Order());

        // The point of a is (0, 0) in the world; that of b lies behind the lens correction, which its last transform moves by 95.
        Assert.Equal([95], residuals.DistanceList!);
        Assert.StartsWith("Successfully parsed", valid, StringComparison.Ordinal);
        await Assert.ThrowsAsync<RenderBadRequestException>(() => Client.Api.Validation.ValidateTransformSpecAsync(owner, "{}"));
    }

    private Task<RenderStack> StackAsync()
    {
        var b = Tile("b", 0, 0);
        b.Transforms = new ListTransform(
            new AffineModel2D(new(1, 0, 0, 1, 5, 0)) { Metadata = new TransformMetadata("lens") }, new AffineModel2D(new(1, 0, 0, 1, 95, 0)));
        var c = Tile("c", 0, 10);
        c.GroupId = "g";
        return ImportAsync("views", [Tile("a", 0, 0), b, c]);
    }

    private static TileSpec Tile(string id, double x, double y) => new()
    {
        TileId = id,
        Z = 1,
        Layout = new LayoutData { SectionId = "1.0" },
        Width = 64,
        Height = 48,
        MipmapLevels = new Dictionary<string, ImageAndMask>
        {
            ["0"] = new() { ImageUrl = $"file:/{id}.png", MaskUrl = $"file:/{id}-mask.png" },
        },
        Transforms = new ListTransform(new AffineModel2D(new(1, 0, 0, 1, x, y))),
    };

    private static CanvasMatches Pair(string p, string q) => new()
    {
        PGroupId = "1.0",
        PId = p,
        QGroupId = "1.0",
        QId = q,
        Matches = new Render.Matches { P = [[0], [0]], Q = [[0], [0]], W = [1] },
    };

    private static ImageAndMask Image(RenderParameters parameters) =>
        Assert.Single(Assert.Single(Assert.Single(parameters.TileSpecs!).Channels!).MipmapLevels!).Value;

    private static string Ids(RenderParameters parameters) => string.Join(' ', parameters.TileSpecs!.Select(tile => tile.TileId));

    private static string[] Data(TileSpec tile) => [.. tile.Transforms!.Transforms.Select(transform => ((LeafTransform)transform).DataString!)];
}
