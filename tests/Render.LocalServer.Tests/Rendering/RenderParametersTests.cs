using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Render.LocalServer.Tests.Rendering;

public sealed class RenderParametersTests : OnStack
{
    private const string Shift = "1 0 0 1 10 20";

    /// <summary>Measured on the Java server: how many transforms stay, and where the label is.</summary>
    [Theory]
    [InlineData("", 0)]
    [InlineData("-", 0)]
    [InlineData("--", 1)]
    [InlineData("---", 2)]
    [InlineData("----", 2)]
    [InlineData("-----", 2)]
    [InlineData("L", 1)]
    [InlineData("L-", 1)]
    [InlineData("L---", 1)]
    [InlineData("-L-L-", 4)]
    public async Task Normalized_tiles_keep_what_lies_before_their_place_and_begin_at_the_origin(string chain, int kept)
    {
        await SaveAsync(Stack, Tile("a", string.Join(',', chain.Select(at => Affine(Shift, at == 'L' ? "lens" : null)))));

        var parameters = await GetAsync($"{Stack}/tile/a/render-parameters?normalizeForMatching=true");

        Assert.Equal(kept, Transforms(parameters).GetArrayLength());
        Assert.Equal((0, 0), (Number(parameters, "x"), Number(parameters, "y")));
        Assert.Equal(10 * kept, Number(parameters.GetProperty("tileSpecs")[0], "minX"));
        Assert.Equal((64, 48), (Number(parameters, "width"), Number(parameters, "height")));
    }

    [Theory]
    [InlineData("excludeTransformsAfterLast=a", 1, 10)]
    [InlineData("excludeTransformsAfterLast=b", 2, 20)]
    [InlineData("excludeTransformsAfterLast=a&excludeTransformsAfterLast=b", 2, 20)]
    [InlineData("excludeTransformsAfterLast=none", 3, 30)]
    [InlineData("excludeFirstTransformAndAllAfter=b", 1, 10)]
    [InlineData("excludeTransformsAfterLast=a&excludeFirstTransformAndAllAfter=b", 1, 10)]
    [InlineData("excludeAllTransforms=true&excludeTransformsAfterLast=b", 0, 0)]
    [InlineData("excludeAllTransforms=false&normalizeForMatching=true", 3, 0)]
    [InlineData("normalizeForMatching=true&excludeTransformsAfterLast=a", 1, 0)]
    public async Task Labels_win_over_normalizing_but_leave_it_the_origin(string query, int kept, double x)
    {
        await SaveAsync(Stack, Tile("t", string.Join(',', [Affine(Shift, "a"), Affine(Shift, "b"), Affine(Shift)])));

        var parameters = await GetAsync($"{Stack}/tile/t/render-parameters?{query}");

        Assert.Equal(kept, Transforms(parameters).GetArrayLength());
        Assert.Equal(x, Number(parameters, "x"));
    }

    [Fact]
    public async Task A_window_moves_the_corner_and_replaces_the_size()
    {
        await SaveAsync(Stack, Tile("a", Affine(Shift)));

        var parameters = await GetAsync($"{Stack}/tile/a/render-parameters?x=-3&y=4&width=0&height=-5&scale=2");

        Assert.Equal((7, 24, 0, -5, 2), (
            Number(parameters, "x"), Number(parameters, "y"), Number(parameters, "width"), Number(parameters, "height"), Number(parameters, "scale")));
    }

    [Theory]
    [InlineData("tile/a/render-parameters?x=1.5")]
    [InlineData("tile/a/render-parameters?width=")]
    [InlineData("tile/a/render-parameters?scale=")]
    [InlineData("tile/a/render-parameters?minIntensity=low")]
    [InlineData("tile/a/withNeighbors/render-parameters?widthFactor=wide")]
    [InlineData("tile/a/source/scale/x/render-parameters")]
    [InlineData("z/1/box/0,0,10,1.0,1/render-parameters")]
    public Task What_is_no_number_is_not_there(string path) => RefusedAsync(HttpStatusCode.NotFound, "", $"{Stack}/{path}");

    [Theory]
    [InlineData("DAPI__0.6__GFP__0.6", HttpStatusCode.BadRequest, "Channel GFP weight 0.6 is too large.  The sum of all weights must be less than or equal to 1.0.  Current weights are: {DAPI=0.6}")]
    [InlineData("DAPI__x", HttpStatusCode.BadRequest, "For input string: \"x\"")]
    [InlineData("__", HttpStatusCode.InternalServerError, "Index 0 out of bounds for length 0")]
    public async Task Channels_are_checked(string channels, HttpStatusCode status, string text)
    {
        await SaveAsync(Stack, Tile("a", Affine(Shift)));

        await RefusedAsync(status, text, $"{Stack}/tile/a/render-parameters?channels={channels}");
    }

    [Theory]
    [InlineData("DAPI")]
    [InlineData("DAPI__0.5")]
    [InlineData("DAPI__0.5__GFP")]
    [InlineData("DAPI__0.4d__GFP__6e-1")]
    public async Task Channels_are_given_back_as_they_came(string channels)
    {
        await SaveAsync(Stack, Tile("a", Affine(Shift)));

        Assert.Equal(channels, (await GetAsync($"{Stack}/tile/a/render-parameters?channels={channels}")).GetProperty("channels").GetString());
    }

    /// <summary>Sizes that the Java server drew for a tile of 64 x 48.</summary>
    [Theory]
    [InlineData("", 102, 76, -9.2, 5.6)]
    [InlineData("?widthFactor=0.1&heightFactor=1", 76, 144, 3.6, -28)]
    [InlineData("?widthFactor=0&heightFactor=0", 64, 48, 10, 20)]
    public async Task Neighbours_are_looked_for_in_a_part_of_the_size_on_each_side(string query, double width, double height, double x, double y)
    {
        await SaveAsync(Stack, Tile("a", Affine(Shift)), Tile("far", Affine("1 0 0 1 5000 0")), Tile("below", Affine(Shift), z: 2));

        var parameters = await GetAsync($"{Stack}/tile/a/withNeighbors/render-parameters{query}");

        Assert.Equal((width, height), (Number(parameters, "width"), Number(parameters, "height")));
        Assert.Equal(x, Number(parameters, "x"), 1e-9);
        Assert.Equal(y, Number(parameters, "y"), 1e-9);
        Assert.Equal(["a"], Ids(parameters));
    }

    [Fact]
    public async Task A_box_takes_what_touches_its_edges_and_knows_numbers_that_are_none()
    {
        await SaveAsync(Stack, Tile("a", Affine(Shift)), Tile("b", Affine("1 0 0 1 74 20")));

        Assert.Equal(["a", "b"], Ids(await GetAsync($"{Stack}/z/1/box/74,68,0,0,1/render-parameters")));
        Assert.Equal(["b"], Ids(await GetAsync($"{Stack}/z/1/box/74.5,68,5,5,1/render-parameters")));
        Assert.Empty(Ids(await GetAsync($"{Stack}/z/1/box/74,69,-5,0,1/render-parameters")));

        var unknown = await GetAsync($"{Stack}/z/1/box/NaN,0,5,5,Infinity/render-parameters");
        Assert.Empty(Ids(unknown));
        Assert.Equal(("NaN", "Infinity"), (unknown.GetProperty("x").GetString(), unknown.GetProperty("scale").GetString()));
    }

    [Fact]
    public async Task The_stack_gives_its_path_builder_and_channel_to_tiles_but_not_to_single_images()
    {
        await SaveAsync(Stack, Tile("a", Affine(Shift), more: """ "mipmapLevels":{"0":{"imageUrl":"a.png"}},"""));
        await PutAsync($"{Stack}/mipmapPathBuilder", """{"rootPath":"/m","numberOfLevels":3,"extension":"tif"}""");
        await PutAsync($"{Stack}/defaultChannel", "DAPI");

        var tile = await GetAsync($"{Stack}/z/1/render-parameters");
        var source = await GetAsync($"{Stack}/tile/a/source/scale/0.5/render-parameters?scale=0.25");

        Assert.Equal("""{"rootPath":"/m/","numberOfLevels":3,"extension":"tif"}""", tile.GetProperty("mipmapPathBuilder").GetRawText());
        Assert.Equal("DAPI", tile.GetProperty("channels").GetString());
        Assert.False(source.TryGetProperty("mipmapPathBuilder", out _));
        Assert.False(source.TryGetProperty("channels", out _));
        Assert.Equal(0.25, Number(source, "scale"));
    }

    [Fact]
    public async Task A_source_is_the_first_level_of_the_first_channel()
    {
        const string Channels = """
            "channels":[{"name":"DAPI","minIntensity":5,"mipmapLevels":{"10":{"imageUrl":"small.png"},"2":{
                "imageUrl":"large.png","imageLoaderType":"IMAGEJ_TIFF_STACK","imageSliceNumber":3,"maskUrl":"mask.png","maskSliceNumber":4}}},
                {"name":"GFP","mipmapLevels":{"0":{"imageUrl":"other.png"}}}],
            """;
        await SaveAsync(Stack, Tile("a", Affine(Shift), more: Channels));

        Assert.Equal(
            """{"2":{"imageUrl":"large.png","imageLoaderType":"IMAGEJ_TIFF_STACK","imageSliceNumber":3}}""", await LevelsAsync("source"));
        Assert.Equal("""{"2":{"imageUrl":"mask.png","imageSliceNumber":4}}""", await LevelsAsync("mask"));

        async Task<string> LevelsAsync(string image) => (await GetAsync($"{Stack}/tile/a/{image}/scale/1/render-parameters"))
            .GetProperty("tileSpecs")[0].GetProperty("channels")[0].GetProperty("mipmapLevels").GetRawText();
    }

    [Fact]
    public async Task Too_many_tiles_are_refused_and_the_last_that_are_not_are_served()
    {
        await ServerTests.SaveAsync(Http, Enumerable.Range(0, 50_001).Select(i => $"t{i:00000}").ToDictionary(id => id, ServerTests.Tile));
        Assert.Equal(50_001, (await GetAsync($"{Stack}/z/1/render-parameters")).GetProperty("tileSpecs").GetArrayLength());

        await ServerTests.SaveAsync(Http, new() { ["one"] = ServerTests.Tile("one") });

        const string TooMany = "query too broad, over 50001 tiles match Document{{z=1.0}}";
        await RefusedAsync(HttpStatusCode.BadRequest, TooMany, $"{Stack}/z/1/render-parameters");
        await RefusedAsync(HttpStatusCode.BadRequest, TooMany, $"{Stack}/z/1/tile-specs");
        using var box = await Http.GetAsync($"{Stack}/z/1/box/0,0,10,10,1/render-parameters");
        Assert.Equal(HttpStatusCode.BadRequest, box.StatusCode);
    }

    private static string[] Ids(JsonElement parameters) =>
        [.. parameters.GetProperty("tileSpecs").EnumerateArray().Select(tile => tile.GetProperty("tileId").GetString()!)];

    private static JsonElement Transforms(JsonElement parameters) =>
        parameters.GetProperty("tileSpecs")[0].GetProperty("transforms").GetProperty("specList");

    private static double Number(JsonElement value, string name) => double.Parse(value.GetProperty(name).GetRawText(), CultureInfo.InvariantCulture);
}
