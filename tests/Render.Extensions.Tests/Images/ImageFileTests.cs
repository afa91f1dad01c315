using Render.Extensions.Tests.Support;

namespace Render.Extensions.Tests.Images;

public sealed class ImageFileTests : IDisposable
{
    // The answer to whether the stack exists.
    private const int StackNumber = 287;

    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Tiles_are_written_by_their_ids_and_what_cannot_be_rendered_is_reported()
    {
        using var server = RecordedServer.Playing(StackNumber, 302, 307);
        var progress = new Recorder();

        var report = await server.Client.Stack("raw").SaveTileImagesAsync(
            folder.FullName, ["tileD", "nope", "tileD"], new ImageFileOptions { Parallelism = 1 }, progress);

        Assert.Equal((1, 0, 1), (report.Written, report.Kept, report.Failed));
        Assert.Equal("nope", Assert.Single(report.Failures).Name);
        Assert.Contains("'nope' does not exist", report.Failures[0].Reason);
        Assert.Equal(["tileD.png"], folder.Names);
        Assert.Equal(RecordedServer.BytesOf(302), await File.ReadAllBytesAsync(folder["tileD.png"]));
        Assert.Equal([1, 2], progress.Seen.Select(step => step.Done));
        Assert.Equal((2, TimeSpan.Zero), (progress.Seen[^1].Total, progress.Seen[^1].Remaining!.Value));
    }

    [Fact]
    public async Task Layers_are_written_by_z()
    {
        using var server = RecordedServer.Playing(StackNumber, 320, 321, 317, 322);
        var stack = server.Client.Stack("raw");
        var half = new ImageOptions { Scale = 0.5, Format = ImageFormat.Jpeg };

        var report = await stack.SaveLayerImagesAsync(folder.FullName, [1, 9]);
        await stack.SaveLayerImagesAsync(folder.FullName, [2], new ImageFileOptions { Image = half });
        await stack.SaveLayerImagesAsync(folder["part"], [2], new ImageFileOptions { Image = half, Box = new ImageBox(300, 200, 40, 30) });

        Assert.Equal((1, 1, "9"), (report.Written, report.Failed, report.Failures[0].Name));
        Assert.Equal(["z00001.png", "z00002.jpg"], folder.Names);
        Assert.Equal(RecordedServer.BytesOf(320), await File.ReadAllBytesAsync(folder["z00001.png"]));
        Assert.Equal(RecordedServer.BytesOf(317), await File.ReadAllBytesAsync(folder["z00002.jpg"]));
        Assert.Equal(RecordedServer.BytesOf(322), await File.ReadAllBytesAsync(folder["part/z00002.jpg"]));
    }

    [Fact]
    public async Task Images_that_are_there_are_kept_replaced_or_in_the_way()
    {
        using var server = RecordedServer.Playing(StackNumber, 302);
        var stack = server.Client.Stack("raw");
        await File.WriteAllTextAsync(folder["tileD.png"], "mine");

        var error = await Assert.ThrowsAsync<IOException>(() => stack.SaveTileImagesAsync(folder.FullName, ["tileD"]));
        var kept = await stack.SaveTileImagesAsync(folder.FullName, ["tileD"], new ImageFileOptions { Existing = ExistingFiles.Keep });

        Assert.Contains("tileD.png is there already", error.Message);
        Assert.Equal((0, 1), (kept.Written, kept.Kept));
        Assert.Equal("mine", await File.ReadAllTextAsync(folder["tileD.png"]));
        Assert.DoesNotContain(302, server.Played);
        await stack.SaveTileImagesAsync(folder.FullName, ["tileD"], new ImageFileOptions { Existing = ExistingFiles.Replace });
        Assert.Equal(RecordedServer.BytesOf(302), await File.ReadAllBytesAsync(folder["tileD.png"]));
    }

    [Fact]
    public async Task Images_that_break_off_are_written_whole_after_all()
    {
        byte[] png = RecordedServer.BytesOf(302);
        using var server = new ScriptedServer()
            .AnswersJson(RecordedServer.BodyOf(StackNumber))
            .BreaksOff(png[..100])
            .AnswersBytes(png);
        using var client = server.Connect();

        await client.Stack("raw").SaveTileImagesAsync(folder.FullName, ["tileD"]);

        Assert.Equal(["tileD.png"], folder.Names);
        Assert.Equal(png, await File.ReadAllBytesAsync(folder["tileD.png"]));
    }

    private sealed class Recorder : IProgress<ImageFileProgress>
    {
        public List<ImageFileProgress> Seen { get; } = [];

        public void Report(ImageFileProgress value) => Seen.Add(value);
    }
}
