using System.Runtime.InteropServices;
using System.Text.Json;
using Render.Extensions.Tests.Support;
using Render.Generated.Tests.Contract;
using StbImageSharp;

namespace Render.Extensions.Tests.Images;

/// <summary>Pixels compared with those that an image library finds in the PNG that the server made of the same.</summary>
public class PixelTests
{
    private static readonly ImageBox Box = new(300, 200, 40, 30);

    private static readonly ImageOptions Half = new() { Scale = 0.5 };

    [Fact]
    public async Task The_pixels_of_a_box_are_those_of_its_png()
    {
        using var server = RecordedServer.Playing(327);

        var image = await server.Client.Stack("raw").GetBoxPixelsAsync(2, Box, Half);

        var png = Png(323);
        Assert.Equal((png.Width, png.Height), (image.Width, image.Height));
        Assert.Equal(png.Data, MemoryMarshal.AsBytes(image.Pixels).ToArray());
        Assert.True(image.Pixels.ToArray().Distinct().Count() > 10);
        Assert.Equal(image.Pixels[image.Width * 3 + 7], image[7, 3]);
    }

    [Fact]
    public async Task Gray_pixels_of_16_bits_are_those_of_the_tiff()
    {
        using var server = RecordedServer.Playing(328);

        var image = await server.Client.Stack("raw").GetBoxGray16Async(2, Box, Half);

        Assert.Equal(TailOfTiff(325, 20 * 15), image.Pixels.ToArray());

        // The source images have 8 bits, and the server draws the same numbers with 16; but it rounds each for itself where a tile ends.
        Assert.All(Red(Png(323)).Zip(image.Pixels.ToArray()), pair => Assert.InRange(pair.Second, pair.First - 1, pair.First + 1));
        Assert.Equal(20, image.Row(14).Length);
    }

    [Fact]
    public async Task The_pixels_of_a_tile_are_those_of_its_png()
    {
        using var server = RecordedServer.Playing(304, 305);
        var png = Png(302);

        var image = await server.Client.Stack("raw").GetTilePixelsAsync("tileD");
        var gray = await server.Client.Stack("raw").GetTileGray16Async("tileD");

        Assert.Equal((88, 25), (image.Width, image.Height));
        Assert.Equal((88, 25), (gray.Width, gray.Height));
        Assert.Equal(Red(png), image.Pixels.ToArray().Select(pixel => (int)pixel.R));
        Assert.Equal(Red(png), image.Pixels.ToArray().Select(pixel => (int)pixel.B));
        Assert.Equal(TailOfTiff(305, 88 * 25), gray.Pixels.ToArray());
        Assert.All(image.Pixels.ToArray(), pixel => Assert.Equal(255, pixel.A));
        Assert.Equal(image.Pixels.ToArray().Select(pixel => pixel.G), image.ToGray().Pixels.ToArray());
    }

    [Fact]
    public async Task The_pixels_of_render_parameters_are_those_of_the_png()
    {
        using var server = RecordedServer.Playing(350);
        var parameters = JsonSerializer.Deserialize(
            RecordedExchange.All.Single(exchange => exchange.Number == 350).RequestBody!, RenderJson.TypeInfo<RenderParameters>())!;

        var image = await server.Client.RenderPixelsAsync(parameters);

        Assert.Equal((20, 15), (image.Width, image.Height));
        Assert.Equal(Red(Png(349)), image.Pixels.ToArray().Select(pixel => (int)pixel.R));
    }

    [Fact]
    public async Task The_pixels_of_a_layer_are_those_of_its_box()
    {
        using var server = new ScriptedServer()
            .AnswersJson(RecordedServer.BodyOf(171))
            .AnswersBytes(new byte[3 * 2 * 4])
            .AnswersJson(RecordedServer.BodyOf(171))
            .AnswersBytes(new byte[32 * 27 * 2]);
        using var client = server.Connect();

        var image = await client.Stack("raw").GetLayerPixelsAsync(1);
        var gray = await client.Stack("raw").GetLayerGray16Async(1, new ImageOptions { Scale = 0.1 });

        Assert.Equal((3, 2, 32, 27), (image.Width, image.Height, gray.Width, gray.Height));
        Assert.EndsWith("/z/1/box/0,0,320,270,0.01/raw-image", server.Requests[1]);
        Assert.EndsWith("/z/1/box/0,0,320,270,0.1/raw16-image", server.Requests[3]);
    }

    [Fact]
    public async Task Another_number_of_bytes_than_the_box_takes_is_an_error()
    {
        using var server = new ScriptedServer().AnswersBytes(new byte[1196]);
        using var client = server.Connect();

        var error = await Assert.ThrowsAsync<RenderException>(() => client.Stack("raw").GetBoxPixelsAsync(2, Box, Half));

        Assert.Contains("1196 bytes for 20 x 15 pixels, which take 1200", error.Message);
    }

    [Fact]
    public async Task A_tiff_that_is_not_understood_is_an_error()
    {
        byte[] tiff = RecordedServer.BytesOf(304);
        foreach (byte[] broken in (byte[][])[[], tiff[..5], tiff[..60], tiff[..^1], RecordedServer.BytesOf(305), RecordedServer.BytesOf(302)])
        {
            using var server = new ScriptedServer().AnswersBytes(broken);
            using var client = server.Connect();

            var error = await Assert.ThrowsAsync<RenderException>(() => client.Stack("raw").GetTilePixelsAsync("tileD"));

            Assert.StartsWith("No pixels can be taken from the server's TIFF answer", error.Message);
        }
    }

    [Fact]
    public async Task Pixels_that_break_off_are_asked_for_again()
    {
        byte[] raw = RecordedServer.BytesOf(327);
        using var server = new ScriptedServer().BreaksOff(raw).BreaksOff(raw[..10]).AnswersBytes(raw);
        using var client = server.Connect();

        var image = await client.Stack("raw").GetBoxPixelsAsync(2, Box, Half);

        Assert.Equal(Png(323).Data, MemoryMarshal.AsBytes(image.Pixels).ToArray());
        Assert.Equal(0, server.StepsLeft);
    }

    [Fact]
    public async Task Pixels_that_break_off_each_time_are_an_error()
    {
        using var server = new ScriptedServer().BreaksOff([1, 2]).BreaksOff([1, 2]);
        using var client = server.Connect(new RenderClientOptions { Retry = { MaxRetries = 1 } });

        var error = await Assert.ThrowsAsync<RenderUnavailableException>(() => client.Stack("raw").GetBoxPixelsAsync(2, Box, Half));

        Assert.Contains("connection reset (after 2 bytes of the answer)", error.Message);
        Assert.IsType<IOException>(error.InnerException);
    }

    private static ImageResult Png(int number) => ImageResult.FromMemory(RecordedServer.BytesOf(number), ColorComponents.RedGreenBlueAlpha);

    private static IEnumerable<int> Red(ImageResult image) => image.Data.Where((_, i) => i % 4 == 0).Select(value => (int)value);

    // The server's TIFF files end with their pixels, lowest byte first.
    private static ushort[] TailOfTiff(int number, int pixels) =>
        MemoryMarshal.Cast<byte, ushort>(RecordedServer.BytesOf(number).AsSpan()[^(2 * pixels)..]).ToArray();
}
