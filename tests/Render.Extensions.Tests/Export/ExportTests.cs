using Render.Extensions.Tests.Support;
using Render.Transforms;
using static Render.Extensions.Tests.Import.TestTiles;

namespace Render.Extensions.Tests.Export;

/// <summary>Stacks of the embedded server, to files and back.</summary>
public sealed class ExportTests : OnEmbeddedServer, IDisposable
{
    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    public static TheoryData<string, string?, ExportFormat, bool, bool, bool> RoundTrips
    {
        get
        {
            var trips = new TheoryData<string, string?, ExportFormat, bool, bool, bool>();
            foreach (var format in Enum.GetValues<ExportFormat>())
            {
                foreach (bool oneFile in (bool[])[false, true])
                {
                    foreach (bool compress in (bool[])[false, true])
                        trips.Add("example_1/cycle1_step1_acquire_tiles.json", "example_1/cycle1_step1_acquire_transforms.json", format, oneFile, compress, false);

                    trips.Add("flytem/section-2119-montage.json", null, format, oneFile, true, false);
                    trips.Add("example_1/cycle1_step1_acquire_tiles.json", "example_1/cycle1_step1_acquire_transforms.json", format, oneFile, false, true);
                }
            }

            return trips;
        }
    }

    [RealDataTheory]
    [MemberData(nameof(RoundTrips))]
    public async Task What_is_exported_and_imported_again_is_the_same(
        string tiles, string? transforms, ExportFormat format, bool oneFile, bool compress, bool resolve)
    {
        var stack = Client.Stack("before");
        var import = await stack.ImportFilesAsync(
            [RealData.File(tiles)],
            transforms is null ? [] : [RealData.File(transforms)],
            new ImportOptions { CreateStack = new StackVersion() });
        Assert.True(import.EverythingLanded, import.ToString());

        var report = await stack.ExportFilesAsync(
            folder.FullName,
            new ExportOptions { Format = format, OneFile = oneFile, Compress = compress, ResolveReferences = resolve });

        Assert.Equal(import.TilesLanded, report.TilesWritten);
        Assert.Equal(folder.Names, report.TileFiles.Concat(report.TransformFiles).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(report.BytesWritten, new DirectoryInfo(folder.FullName).GetFiles().Sum(file => file.Length));
        Assert.Equal(format == ExportFormat.Arrays && transforms is not null && !resolve, report.TransformFiles.Count > 0);
        var copy = Client.Stack("after");
        var again = await copy.ImportFilesAsync(
            report.TileFiles,
            report.TransformFiles,
            new ImportOptions { CreateStack = new StackVersion(), Bounds = ImportBounds.Keep });
        Assert.True(again.EverythingLanded, again.ToString());
        double[] zValues = [.. await stack.GetZValuesAsync()];
        Assert.Equal(zValues, await copy.GetZValuesAsync());
        if (!resolve)
        {
            await WireLayers.AssertAreSameAsync(stack, copy, zValues);
            return;
        }

        // The server replaces references on its own when it is asked for single tiles.
        var ids = await stack.GetTileIdsAsync();
        var expected = await stack.GetTilesAsync(ids).ToListAsync();
        await foreach (var tile in copy.ReadResolvedTilesAsync().SelectMany(layer => layer.TileIdToSpecMap!.Values.ToAsyncEnumerable()))
        {
            Assert.DoesNotContain(tile.Transforms!.Transforms, transform => transform is ReferenceTransform);
            var point = new Point2D(tile.Width!.Value / 2, tile.Height!.Value / 3);
            Assert.Equal(expected.Single(one => one.TileId == tile.TileId).LocalToWorld(point), tile.LocalToWorld(point));
        }
    }

    [Fact]
    public async Task Doubles_in_files_are_written_as_Java_does()
    {
        var stack = await FilledAsync("montage", Tile("a", 3407));

        await stack.ExportFilesAsync(folder.FullName);

        Assert.Contains("\"z\":3407.0,", File.ReadAllText(folder["montage_z03407.json"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task There_is_a_file_for_each_layer_named_by_z()
    {
        var stack = await FilledAsync("montage", Tile("a", 1), Tile("b", 1), Tile("c", 2.5), Tile("d", 12));
        var progress = new Recorder();

        var report = await stack.ExportFilesAsync(folder.FullName, progress: progress);

        Assert.Equal(["montage_z00001.json", "montage_z00002.5.json", "montage_z00012.json"], folder.Names);
        Assert.Equal(folder.Names, report.TileFiles.Select(Path.GetFileName));
        Assert.Equal(["a", "b"], await SpecFiles.ReadTilesAsync(folder["montage_z00001.json"]).Select(tile => tile.TileId).ToListAsync());
        Assert.Equal([1, 2, 3], progress.Seen.Select(step => step.LayersDone));
        Assert.Equal((3, 4L, TimeSpan.Zero), (progress.Seen[^1].LayersTotal, progress.Seen[^1].TilesWritten, progress.Seen[^1].Remaining!.Value));
    }

    [Fact]
    public async Task Only_the_layers_that_are_asked_for_are_written_and_empty_ones_give_no_file()
    {
        var stack = await FilledAsync("montage", Tile("a", 1), Tile("b", 2), Tile("c", 3));

        var report = await stack.ExportFilesAsync(folder.FullName, new ExportOptions { ZValues = [3, 99, 2, 3] });

        Assert.Equal(["montage_z00002.json", "montage_z00003.json"], folder.Names);
        Assert.Equal(2, report.LayersWritten);
    }

    [Fact]
    public async Task A_stopped_export_is_continued_and_whole_files_are_kept()
    {
        var stack = await FilledAsync("montage", Tile("a", 1), Tile("b", 2), Tile("c", 3));
        using var stop = new CancellationTokenSource();
        var options = new ExportOptions { Parallelism = 1, Existing = ExistingFiles.Keep };
        var stopped = await Assert.ThrowsAsync<ExportCanceledException>(
            () => stack.ExportFilesAsync(folder.FullName, options, new Recorder(_ => stop.Cancel()), stop.Token));
        Assert.Equal(["montage_z00001.json"], folder.Names);
        Assert.Equal((1, 1L), (stopped.Report.LayersWritten, stopped.Report.TilesWritten));
        Assert.Equal(folder["montage_z00001.json"], Assert.Single(stopped.Report.TileFiles));
        Assert.Equal(stop.Token, stopped.CancellationToken);
        Assert.Contains("1 tiles of 1 layers", stopped.Message);
        var written = File.GetLastWriteTimeUtc(folder["montage_z00001.json"]);

        // As if the process had been killed in the middle of a file.
        await File.WriteAllTextAsync(folder["montage_z00002.json.part"], """{"tileIdToSpecMap":{"b":""");
        var report = await stack.ExportFilesAsync(folder.FullName, options);

        Assert.Equal((2, 1), (report.LayersWritten, report.LayersKept));
        Assert.Equal(["montage_z00001.json", "montage_z00002.json", "montage_z00003.json"], folder.Names);
        Assert.Equal(written, File.GetLastWriteTimeUtc(folder["montage_z00001.json"]));
        Assert.Equal(3, report.TileFiles.Count);
        Assert.Equal("b", (await SpecFiles.ReadTilesAsync(report.TileFiles[1]).SingleAsync()).TileId);
    }

    [Fact]
    public async Task An_export_that_is_cancelled_before_its_first_layer_has_a_report_too()
    {
        var stack = await FilledAsync("montage", Tile("a", 1));

        var stopped = await Assert.ThrowsAsync<ExportCanceledException>(
            () => stack.ExportFilesAsync(folder.FullName, cancellationToken: new CancellationToken(canceled: true)));

        Assert.Empty(stopped.Report.TileFiles);
        Assert.Empty(folder.Names);
    }

    [Fact]
    public async Task Files_that_are_in_the_way_are_named_before_anything_is_written()
    {
        var stack = await FilledAsync("montage", Tile("a", 1), Tile("b", 2));
        await File.WriteAllTextAsync(folder["montage_z00002.json"], "mine");

        var error = await Assert.ThrowsAsync<IOException>(() => stack.ExportFilesAsync(folder.FullName));

        Assert.Contains("montage_z00002.json is there already", error.Message);
        Assert.Equal(["montage_z00002.json"], folder.Names);
        await stack.ExportFilesAsync(folder.FullName, new ExportOptions { Existing = ExistingFiles.Replace });
        Assert.Equal("b", (await SpecFiles.ReadTilesAsync(folder["montage_z00002.json"]).SingleAsync()).TileId);
    }

    [Fact]
    public async Task A_failure_leaves_whole_files_only_and_says_which()
    {
        using var scripted = new ScriptedServer()
            .AnswersJson("[1.0,2.0]")
            .AnswersJson("""{"tileIdToSpecMap":{"a":{"tileId":"a","z":1.0}}}""")
            .Answers(System.Net.HttpStatusCode.InternalServerError, "out of memory");
        using var failing = scripted.Connect();

        var error = await Assert.ThrowsAsync<ExportException>(
            () => failing.Stack("montage").ExportFilesAsync(folder.FullName, new ExportOptions { Parallelism = 1 }));

        Assert.Contains("out of memory", error.Message);
        Assert.Equal(folder["montage_z00001.json"], Assert.Single(error.Report.TileFiles));
        Assert.Equal(["montage_z00001.json"], folder.Names);
    }

    [Fact]
    public async Task A_stack_that_does_not_exist_gives_no_files()
    {
        await Assert.ThrowsAsync<RenderNotFoundException>(() => Client.Stack("nope").ExportFilesAsync(folder["new"]));
        await Assert.ThrowsAsync<RenderNotFoundException>(
            () => Client.Stack("nope").ExportFilesAsync(folder["new"], new ExportOptions { ZValues = [1] }));

        Assert.False(Directory.Exists(folder["new"]));
    }

    [Theory]
    [InlineData(ExportFormat.Collection)]
    [InlineData(ExportFormat.Arrays)]
    public async Task Layers_that_are_gone_do_not_come_back_from_a_folder_that_was_written_anew(ExportFormat format)
    {
        var lens = new ImportOptions { SharedTransforms = [new TranslationModel2D(1, 2) { Id = "lens" }] };
        TileSpec[] tiles = [.. Enumerable.Range(1, 4).Select(z => Tile($"t{z}", z, new ReferenceTransform("lens")))];
        var stack = await ImportAsync("montage", tiles, lens);
        var options = new ExportOptions { Format = format, Existing = ExistingFiles.Replace };
        await stack.ExportFilesAsync(folder.FullName, options);
        await (await ImportAsync("montage_fine", tiles, lens)).ExportFilesAsync(folder.FullName, options);
        string[] others =
        [
            .. folder.Names.Where(name => name.StartsWith("montage_fine", StringComparison.Ordinal)),
            "montage.json", "montage_notes.json", "montage_z00003.json.gz", "montage_z3.json", "montage_z00003.txt", "Montage_z00003.json",
        ];
        foreach (string name in others.Where(name => !File.Exists(folder[name])))
            await File.WriteAllTextAsync(folder[name], "somebody's");

        await File.WriteAllTextAsync(folder["montage_z00003.json.part"], "cut o");
        await stack.SetStateAsync(StackState.Loading);
        await stack.DeleteLayerAsync(3);

        var kept = await stack.ExportFilesAsync(folder.FullName, options with { Existing = ExistingFiles.Keep });
        var report = await stack.ExportFilesAsync(folder.FullName, options);

        string[] gone = format == ExportFormat.Arrays ? ["montage_z00003.json", "montage_z00003_transforms.json"] : ["montage_z00003.json"];
        Assert.Equal(gone, report.RemovedFiles.Select(Path.GetFileName));
        Assert.Equal(["montage.json", "montage_z00003.json.gz"], report.OtherFiles.Select(Path.GetFileName));
        Assert.Empty(kept.RemovedFiles);
        Assert.Equal([.. report.OtherFiles.Concat(report.RemovedFiles).Order(StringComparer.Ordinal)], kept.OtherFiles);
        Assert.Equal(
            [.. others.Concat(report.TileFiles.Concat(report.TransformFiles).Select(path => Path.GetFileName(path)!)).Order(StringComparer.Ordinal)],
            folder.Names);
    }

    [Fact]
    public async Task Files_of_layers_that_were_not_asked_for_stay()
    {
        var stack = await FilledAsync("montage", Tile("a", 1), Tile("b", 2), Tile("c", 3), Tile("d", 4.5));
        var options = new ExportOptions { Existing = ExistingFiles.Replace, ZValues = [1, 2, 4.5] };
        await stack.ExportFilesAsync(folder.FullName, options with { ZValues = null });
        await stack.SetStateAsync(StackState.Loading);
        foreach (double z in (double[])[2, 3, 4.5])
            await stack.DeleteLayerAsync(z);

        var report = await stack.ExportFilesAsync(folder.FullName, options);

        Assert.Equal(["montage_z00002.json", "montage_z00004.5.json"], report.RemovedFiles.Select(Path.GetFileName));
        Assert.Empty(report.OtherFiles);
        Assert.Equal(["montage_z00001.json", "montage_z00003.json"], folder.Names);
        Assert.Contains("2 files of layers that are gone were removed.", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_files_of_a_stack_that_has_no_tiles_any_more_stay()
    {
        var stack = await FilledAsync("montage", Tile("a", 1), Tile("b", 2));
        await stack.ExportFilesAsync(folder.FullName);
        await stack.SetStateAsync(StackState.Offline);

        var report = await stack.ExportFilesAsync(folder.FullName, new ExportOptions { Existing = ExistingFiles.Replace });

        Assert.Equal(["montage_z00001.json", "montage_z00002.json"], folder.Names);
        Assert.Equal(["montage_z00001.json", "montage_z00002.json"], report.OtherFiles.Select(Path.GetFileName));
        Assert.Contains("2 files of other exports are in the folder too, such as montage_z00001.json.", report.ToString(), StringComparison.Ordinal);
    }

    private Task<RenderStack> FilledAsync(string name, params TileSpec[] tiles) => ImportAsync(name, tiles);

    private sealed class Recorder(Action<ExportProgress>? then = null) : IProgress<ExportProgress>
    {
        public List<ExportProgress> Seen { get; } = [];

        public void Report(ExportProgress value)
        {
            Seen.Add(value);
            then?.Invoke(value);
        }
    }
}
