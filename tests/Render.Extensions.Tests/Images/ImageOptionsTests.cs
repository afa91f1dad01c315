using Render.Extensions.Tests.Support;

namespace Render.Extensions.Tests.Images;

/// <summary>What the server does not have is refused before it is asked.</summary>
public class ImageOptionsTests
{
    private static readonly ImageBox Box = new(0, 0, 10, 10);

    public static TheoryData<string, Func<RenderStack, Task>> Misuses => new()
    {
        { "Png, Jpeg, Tiff, Tiff16, not as Png16", stack => stack.GetTileImageAsync("t", new ImageOptions { Format = ImageFormat.Png16 }) },
        { "as Png, Jpeg, Tiff, not as Tiff16", stack => stack.GetLayerImageAsync(1, new ImageOptions { Format = ImageFormat.Tiff16 }) },
        { "as Jpeg, not as Png", stack => stack.GetTileWithNeighborsImageAsync("t", new ImageOptions { Format = ImageFormat.Png }) },
        { "not as Png16", stack => stack.GetBoxImageAsync(1, Box, new ImageOptions { GroupId = "g", Format = ImageFormat.Png16 }) },
        { "not as Tiff16", stack => stack.Client.RenderImageAsync(new RenderParameters(), ImageFormat.Tiff16) },
        { "MaxTilesToRender", stack => stack.GetTileImageAsync("t", new ImageOptions { MaxTilesToRender = 5 }) },
        { "MaxTilesToRender", stack => stack.GetBoxRenderParametersAsync(1, Box, new ImageOptions { MaxTilesToRender = 5 }) },
        { "NormalizeForMatching", stack => stack.GetLayerImageAsync(1, new ImageOptions { NormalizeForMatching = false }) },
        { "ExcludeTransformsAfterLast", stack => stack.GetBoxImageAsync(1, Box, new ImageOptions { ExcludeTransformsAfterLast = ["a"] }) },
        { "ImageOptions.Width is for single tiles", stack => stack.GetTileSourceImageAsync("t", new ImageOptions { Width = 5 }) },
        { "GroupId", stack => stack.GetBoxPixelsAsync(1, Box, new ImageOptions { GroupId = "g" }) },
        { "GroupId", stack => stack.GetTilePixelsAsync("t", new ImageOptions { GroupId = "g" }) },
        { "WidthFactor", stack => stack.GetTileImageAsync("t", new ImageOptions { WidthFactor = 1 }) },
        { "BoundingBoxesOnly", stack => stack.GetTileWithNeighborsRenderParametersAsync("t", new ImageOptions { BoundingBoxesOnly = true }) },
        { "Scale cannot be 0", stack => stack.GetTileImageAsync("t", new ImageOptions { Scale = 0 }) },
        { "Scale cannot be NaN", stack => stack.GetTileImageAsync("t", new ImageOptions { Scale = double.NaN }) },
        { "MinIntensity cannot be", stack => stack.GetTileImageAsync("t", new ImageOptions { MinIntensity = double.PositiveInfinity }) },
        { "Height cannot be -1", stack => stack.GetTileImageAsync("t", new ImageOptions { Height = -1 }) },
        { "WidthFactor cannot be -1", stack => stack.GetTileWithNeighborsImageAsync("t", new ImageOptions { WidthFactor = -1 }) },
        { "HeightFactor cannot be NaN", stack => stack.GetTileWithNeighborsImageAsync("t", new ImageOptions { HeightFactor = double.NaN }) },
        { "10 x 10 at (0, 0) has no pixels at scale 0.01", stack => stack.GetBoxImageAsync(1, Box, new ImageOptions { Scale = 0.01 }) },
        { "more than fit into memory", stack => stack.GetBoxPixelsAsync(1, new ImageBox(0, 0, 60_000, 60_000)) },
        { "is for layers", stack => stack.SaveTileImagesAsync("nowhere", ["t"], new ImageFileOptions { Box = Box }) },
        { "GroupId", stack => stack.SaveLayerImagesAsync("nowhere", [1], new ImageFileOptions { Image = new() { GroupId = "g" } }) },
        { "MaxTilesToRender", stack => Task.FromResult(stack.CanvasUrlTemplate(new ImageOptions { MaxTilesToRender = 1 })) },
    };

    [Theory]
    [MemberData(nameof(Misuses))]
    public async Task An_option_that_is_not_there_is_named_and_nothing_is_sent(string message, Func<RenderStack, Task> call)
    {
        using var server = new ScriptedServer();
        using var client = server.Connect();

        var error = await Assert.ThrowsAnyAsync<ArgumentException>(() => call(client.Stack("raw")));

        Assert.Contains(message, error.Message);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public void Channels_are_written_as_the_server_reads_them()
    {
        Assert.Equal("DAPI", ((ImageChannels)"DAPI").ToString());
        Assert.Equal("A__0.7__B__0.3", ImageChannels.Mix(("A", 0.7), ("B", 0.3)).ToString());
        Assert.Equal("A_1", ImageChannels.Of("A_1").ToString());
    }

    [Fact]
    public void Channels_that_would_be_misread_are_refused()
    {
        Assert.Contains("'A__1'", Assert.Throws<ArgumentException>(() => ImageChannels.Of("A__1")).Message);
        Assert.Throws<ArgumentException>(() => ImageChannels.Of(""));
        Assert.Throws<ArgumentException>(() => ImageChannels.Mix());
        Assert.Contains("occurs twice", Assert.Throws<ArgumentException>(() => ImageChannels.Mix(("A", 1), ("A", 1))).Message);
        Assert.Contains("NaN", Assert.Throws<ArgumentException>(() => ImageChannels.Mix(("A", double.NaN))).Message);
    }

    [Fact]
    public void Boxes_contain_what_they_are_made_of()
    {
        Assert.Equal(new ImageBox(-0.5, 2, 12, 3), ImageBox.Between(-0.5, 2, 10.75, 5));
        Assert.Equal((3, 2), ImageBox.Of(new Bounds { MinX = 0, MinY = 0, MaxX = 320, MaxY = 270 }).PixelsAt(0.01));
        Assert.Throws<ArgumentOutOfRangeException>(() => ImageBox.Between(0, 0, 0, 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => ImageBox.Between(0, 0, double.NaN, 10));
    }
}
