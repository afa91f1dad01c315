using System.Net;
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

    [Fact]
    public async Task An_image_that_the_server_fails_to_render_does_not_stop_the_others()
    {
        byte[] png = RecordedServer.BytesOf(302);
        using var server = new ScriptedServer()
            .AnswersJson(RecordedServer.BodyOf(StackNumber))
            .AnswersBytes(png)
            .Answers(HttpStatusCode.InternalServerError, "the source image is broken")
            .AnswersBytes(png);
        using var client = server.Connect();

        var report = await client.Stack("raw").SaveTileImagesAsync(folder.FullName, ["a", "b", "c"], new ImageFileOptions { Parallelism = 1 });

        Assert.Equal((2, 1), (report.Written, report.Failed));
        Assert.Equal("b", report.Failures[0].Name);
        Assert.Contains("the source image is broken", report.Failures[0].Reason);
        Assert.Equal(["a.png", "c.png"], folder.Names);
    }

    [Theory]
    [InlineData(HttpStatusCode.NotImplemented, typeof(RenderException))]
    [InlineData(HttpStatusCode.ServiceUnavailable, typeof(RenderUnavailableException))]
    public async Task A_server_that_renders_nothing_stops_the_run_which_says_what_it_has_done(HttpStatusCode status, Type cause)
    {
        using var server = new ScriptedServer()
            .AnswersJson("[1.0,2.0,3.0]")
            .AnswersBytes(RecordedServer.BytesOf(302))
            .Answers(status, "no more");
        using var client = server.Connect(new RenderClientOptions { Retry = new RenderRetryOptions { MaxRetries = 0 } });

        var error = await Assert.ThrowsAsync<ImageFileException>(
            () => client.Stack("raw").SaveLayerImagesAsync(folder.FullName, options: new ImageFileOptions { Parallelism = 1 }));

        Assert.IsType(cause, error.InnerException);
        Assert.Contains("no more", error.Message);
        Assert.Equal((1, 0), (error.Report.Written, error.Report.Failed));
        Assert.Equal(["z00001.png"], folder.Names);
    }

    [Fact]
    public async Task A_cancelled_run_says_what_it_has_done()
    {
        byte[] png = RecordedServer.BytesOf(302);
        using var stop = new CancellationTokenSource();
        using var server = new ScriptedServer().AnswersJson("[1.0,2.0,3.0]").AnswersBytes(png).Does(_ =>
        {
            stop.Cancel();
            throw new OperationCanceledException(stop.Token);
        });
        using var client = server.Connect();

        var stopped = await Assert.ThrowsAsync<ImageFileCanceledException>(() => client.Stack("raw").SaveLayerImagesAsync(
            folder.FullName, options: new ImageFileOptions { Parallelism = 1 }, cancellationToken: stop.Token));

        Assert.Equal((1, 0, (long)png.Length), (stopped.Report.Written, stopped.Report.Failed, stopped.Report.Bytes));
        Assert.StartsWith("The writing of images was cancelled. 1 images written", stopped.Message, StringComparison.Ordinal);
        Assert.Equal(stop.Token, stopped.CancellationToken);
        Assert.Equal(["z00001.png"], folder.Names);
    }

    [Fact]
    public async Task A_run_that_is_cancelled_before_its_first_image_has_a_report_too()
    {
        using var server = new ScriptedServer();
        using var client = server.Connect();
        var cancelled = new CancellationToken(canceled: true);

        var ofLayers = await Assert.ThrowsAsync<ImageFileCanceledException>(
            () => client.Stack("raw").SaveLayerImagesAsync(folder["new"], cancellationToken: cancelled));
        var ofTiles = await Assert.ThrowsAsync<ImageFileCanceledException>(
            () => client.Stack("raw").SaveTileImagesAsync(folder["new"], ["a"], cancellationToken: cancelled));

        Assert.Equal((0, 0), (ofLayers.Report.Written, ofTiles.Report.Written));
        Assert.False(Directory.Exists(folder["new"]));
    }

    [Fact]
    public async Task What_a_killed_run_has_left_is_gone_after_the_next_one()
    {
        using var server = new ScriptedServer()
            .AnswersJson(RecordedServer.BodyOf(StackNumber))
            .AnswersBytes(RecordedServer.BytesOf(302))
            .Answers(HttpStatusCode.InternalServerError, "the source image is broken");
        using var client = server.Connect();
        foreach (string name in (string[])["kept.png", "kept.png.part", "new.png.part", "broken.png.part", "somebody.png.part"])
            await File.WriteAllTextAsync(folder[name], "cut o");

        var report = await client.Stack("raw").SaveTileImagesAsync(
            folder.FullName, ["kept", "new", "broken"], new ImageFileOptions { Existing = ExistingFiles.Keep, Parallelism = 1 });

        Assert.Equal((1, 1, 1), (report.Written, report.Kept, report.Failed));
        Assert.Equal(["kept.png", "new.png", "somebody.png.part"], folder.Names);
    }

    [Fact]
    public async Task Ids_that_differ_only_in_case_get_names_that_every_disk_tells_apart()
    {
        byte[][] images = [[1], [2], [3]];
        using var server = new ScriptedServer().AnswersJson(RecordedServer.BodyOf(StackNumber));
        foreach (byte[] image in images)
            server.AnswersBytes(image);

        using var client = server.Connect();

        var report = await client.Stack("raw").SaveTileImagesAsync(
            folder.FullName, ["Tile_a", "tile_A", "b"], new ImageFileOptions { Parallelism = 1 });

        Assert.Equal(3, report.Written);
        Assert.Equal(3, folder.Names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        string[] names = ["Tile_a~", "tile_A~", "b.png"];
        foreach (var (name, image) in names.Zip(images))
        {
            string file = Assert.Single(folder.Names, one => one.StartsWith(name, StringComparison.Ordinal));
            Assert.Equal(image, await File.ReadAllBytesAsync(folder[file]));
        }
    }

    [Theory]
    [InlineData("", "''")]
    [InlineData(".", "'.'")]
    [InlineData("..", "'..'")]
    [InlineData(null, "null")]
    public async Task Ids_that_no_URL_can_name_are_refused_before_anything_is_sent(string? id, string named)
    {
        using var server = new ScriptedServer();
        using var client = server.Connect();

        var error = await Assert.ThrowsAsync<ArgumentException>(() => client.Stack("raw").SaveTileImagesAsync(folder["new"], ["a", id!]));

        Assert.StartsWith(named, error.Message, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
        Assert.False(Directory.Exists(folder["new"]));
    }

    private sealed class Recorder : IProgress<ImageFileProgress>
    {
        public List<ImageFileProgress> Seen { get; } = [];

        public void Report(ImageFileProgress value) => Seen.Add(value);
    }
}
