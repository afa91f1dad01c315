using System.Text.Json;
using Render.Extensions.Tests.Support;
using Render.Generated.Tests.Contract;

namespace Render.Extensions.Tests.Images;

/// <summary>What was recorded of the real server is asked for, and comes back byte for byte.</summary>
public class ImageTests
{
    private static readonly ImageBox Box = new(300, 200, 40, 30);

    private static readonly ImageBox GroupBox = new(10, 120, 40, 30);

    private static readonly ImageOptions Half = new() { Scale = 0.5 };

    private static readonly ImageOptions OfGroup = new() { Scale = 0.5, GroupId = "g1" };

    private static readonly Dictionary<int, Func<RenderStack, Task<BinaryContent>>> Images = new()
    {
        [302] = stack => stack.GetTileImageAsync("tileD"),
        [303] = stack => stack.GetTileImageAsync("tileD", As(ImageFormat.Jpeg)),
        [304] = stack => stack.GetTileImageAsync("tileD", As(ImageFormat.Tiff)),
        [305] = stack => stack.GetTileImageAsync("tileD", As(ImageFormat.Tiff16)),
        [306] = stack => stack.GetTileImageAsync("tileD", Half with { ExcludeMask = true, ConvertToGray = true }),
        [308] = stack => stack.GetTileSourceImageAsync("tileD", As(ImageFormat.Jpeg)),
        [309] = stack => stack.GetTileSourceImageAsync("tileD"),
        [310] = stack => stack.GetTileSourceImageAsync("tileD", As(ImageFormat.Tiff)),
        [311] = stack => stack.GetTileMaskImageAsync("tileD", As(ImageFormat.Jpeg)),
        [312] = stack => stack.GetTileMaskImageAsync("tileD"),
        [313] = stack => stack.GetTileMaskImageAsync("tileD", As(ImageFormat.Tiff)),
        [315] = stack => stack.GetTileWithNeighborsImageAsync("tileA", new ImageOptions { Scale = 0.1 }),
        [316] = stack => stack.GetTileWithNeighborsImageAsync("tileA", new ImageOptions { Scale = 0.1, BoundingBoxesOnly = true }),
        [317] = stack => stack.GetLayerImageAsync(2, Half with { Format = ImageFormat.Jpeg }),
        [318] = stack => stack.GetLayerImageAsync(2, Half),
        [319] = stack => stack.GetLayerImageAsync(2, Half with { Format = ImageFormat.Tiff }),
        [320] = stack => stack.GetLayerImageAsync(1),
        [322] = stack => stack.GetBoxImageAsync(2, Box, Half with { Format = ImageFormat.Jpeg }),
        [323] = stack => stack.GetBoxImageAsync(2, Box, Half),
        [324] = stack => stack.GetBoxImageAsync(2, Box, Half with { Format = ImageFormat.Tiff }),
        [325] = stack => stack.GetBoxImageAsync(2, Box, Half with { Format = ImageFormat.Tiff16 }),
        [326] = stack => stack.GetBoxImageAsync(2, Box, Half with { Format = ImageFormat.Png16 }),
        [329] = stack => stack.GetBoxImageAsync(1, new(5000, 5000, 8, 8)),
        [330] = stack => stack.GetBoxImageAsync(
            1, new(0, 0, 320, 270), new ImageOptions { Scale = 0.1, MaxTilesToRender = 1, Format = ImageFormat.Jpeg }),
        [339] = stack => stack.GetBoxImageAsync(1, GroupBox, OfGroup with { Format = ImageFormat.Jpeg }),
        [340] = stack => stack.GetBoxImageAsync(1, GroupBox, OfGroup),
        [341] = stack => stack.GetBoxImageAsync(1, GroupBox, OfGroup with { Format = ImageFormat.Tiff }),
        [348] = stack => stack.Client.RenderImageAsync(RecordedParameters(348), ImageFormat.Jpeg),
        [349] = stack => stack.Client.RenderImageAsync(RecordedParameters(349)),
        [350] = stack => stack.Client.RenderImageAsync(RecordedParameters(350), ImageFormat.Tiff),
    };

    private static readonly Dictionary<int, Func<RenderStack, Task<RenderParameters>>> Parameters = new()
    {
        [195] = stack => stack.GetLayerRenderParametersAsync(2),
        [197] = stack => stack.GetLayerRenderParametersAsync(2, Half with
        {
            ConvertToGray = true,
            MinIntensity = 10,
            MaxIntensity = 200,
            BinaryMask = true,
            ExcludeMask = false,
            FillWithNoise = true,
            Filter = true,
            Channels = ImageChannels.Mix(("a", 0.4), ("b", 0.6)),
        }),
        [198] = stack => stack.GetBoxRenderParametersAsync(1, new(0, 0, 100, 100), Half),
        [200] = stack => stack.GetBoxRenderParametersAsync(1, new(0, 0, 100, 200), OfGroup),
        [201] = stack => stack.GetBoxRenderParametersAsync(1, new(5000, 5000, 100, 100), Half),
        [209] = stack => stack.GetTileRenderParametersAsync("tileD"),
        [210] = stack => stack.GetTileRenderParametersAsync(
            "tileD", Half with { X = 1, Y = 2, Width = 10, Height = 12, Filter = true, FilterListName = "simpleTest" }),
        [212] = stack => stack.GetTileRenderParametersAsync("tileD", new ImageOptions { NormalizeForMatching = true }),
        [214] = stack => stack.GetTileRenderParametersAsync("tileD", new ImageOptions { ExcludeTransformsAfterLast = ["lens"] }),
        [215] = stack => stack.GetTileRenderParametersAsync("tileD", new ImageOptions { ExcludeFirstTransformAndAllAfter = ["lens"] }),
        [216] = stack => stack.GetTileRenderParametersAsync("tileD", new ImageOptions { ExcludeAllTransforms = true }),
        [218] = stack => stack.GetTileSourceRenderParametersAsync("tileD", Half),
        [219] = stack => stack.GetTileMaskRenderParametersAsync("tileD", Half),
        [221] = stack => stack.GetTileWithNeighborsRenderParametersAsync("tileA"),
        [222] = stack => stack.GetTileWithNeighborsRenderParametersAsync(
            "tileA", new ImageOptions { WidthFactor = 1, HeightFactor = 0.5, Scale = 0.1 }),
    };

    public static TheoryData<int> ImageNumbers => [.. Images.Keys];

    public static TheoryData<int> ParameterNumbers => [.. Parameters.Keys];

    [Theory]
    [MemberData(nameof(ImageNumbers))]
    public async Task Images_come_as_the_server_encoded_them(int number)
    {
        using var server = RecordedServer.Playing(number);

        await using var image = await Images[number](server.Client.Stack("raw"));

        Assert.Equal(RecordedServer.BytesOf(number), await image.ReadAllBytesAsync());
        Assert.StartsWith("image/", image.MediaType);
    }

    [Theory]
    [MemberData(nameof(ParameterNumbers))]
    public async Task Render_parameters_come_as_objects(int number)
    {
        using var server = RecordedServer.Playing(number);

        var parameters = await Parameters[number](server.Client.Stack("raw"));

        using var recorded = JsonDocument.Parse(RecordedServer.BodyOf(number));
        Assert.Equal(recorded.RootElement.GetProperty("width").GetInt32(), parameters.Width);
        Assert.Equal(recorded.RootElement.GetProperty("scale").GetDouble(), parameters.Scale);
        Assert.Equal(
            recorded.RootElement.GetProperty("tileSpecs").EnumerateArray().Select(tile => tile.TryGetProperty("tileId", out var id) ? id.GetString() : null),
            parameters.TileSpecs!.Select(tile => (string?)tile.TileId));
    }

    [Fact]
    public async Task What_the_server_refuses_is_an_exception()
    {
        using var server = RecordedServer.Playing(307, 314, 321);
        var stack = server.Client.Stack("raw");

        await Assert.ThrowsAsync<RenderNotFoundException>(() => stack.GetTileImageAsync("nope"));
        await Assert.ThrowsAsync<RenderBadRequestException>(() => stack.GetTileMaskImageAsync("tileB"));
        await Assert.ThrowsAsync<RenderBadRequestException>(() => stack.GetLayerImageAsync(9));
    }

    private static ImageOptions As(ImageFormat format) => new() { Format = format };

    private static RenderParameters RecordedParameters(int number) => JsonSerializer.Deserialize(
        RecordedExchange.All.Single(exchange => exchange.Number == number).RequestBody!, RenderJson.TypeInfo<RenderParameters>())!;
}
