using Render.Extensions.Tests.Support;

namespace Render.Extensions.Tests.Faults;

/// <summary>
/// Exports from a model of the server, between which and the client things go wrong: whatever the schedule of faults, every file is whole or
/// not there, reports are true, and the files are in the end those of an export without faults.
/// </summary>
public sealed class ExportFaultTests
{
    private const int Schedules = 1_000;

    [Fact]
    public Task Whatever_goes_wrong_the_continued_export_ends_like_one_without_faults() =>
        ExportSchedule.Any.RunAllAsync(RunAsync, Schedules);

    private static async Task RunAsync(ExportSchedule schedule)
    {
        var server = await SourceStack.ServeAsync(schedule.Tiles, schedule.Layers);
        using var sound = ScratchFolder.ForSmallFiles();
        using var folder = ScratchFolder.ForSmallFiles();
        await ExportAsync(server, sound, schedule.Options, []);
        var expected = Contents(sound);
        foreach (var faults in schedule.Runs)
        {
            var before = Contents(folder);
            var report = await ExportAsync(server, folder, schedule.Options, faults);
            var after = Contents(folder);
            Assert.All(after, file => Assert.Equal(expected[file.Key], file.Value));
            if (report is null)
                Assert.Equal(before.Keys, after.Keys);
            else
                await AssertTrueAsync(report, before, after, schedule);
        }

        var last = await ExportAsync(server, folder, schedule.Options, []);
        Assert.Equal(expected, Contents(folder));
        Assert.Equal(expected.Keys, NamesIn(last!).Order(StringComparer.Ordinal));
    }

    private static async Task<ExportReport?> ExportAsync(ModelServer server, ScratchFolder folder, ExportOptions options, Fault[] faults)
    {
        using var handler = new FaultHandler(server.Handle, faults);
        return await handler.Client.Stack("s").ExportFilesAsync(folder.FullName, options).ReportAsync();
    }

    private static async Task AssertTrueAsync(
        ExportReport report, SortedDictionary<string, string> before, SortedDictionary<string, string> after, ExportSchedule schedule)
    {
        // An export that fails does not get to all the layers that are there already.
        string[] reported = NamesIn(report);
        var there = after.Keys.Where(name => after.ContainsKey(TilesOf(name))).ToHashSet();
        Assert.Subset(there, reported.ToHashSet());
        Assert.Subset(reported.ToHashSet(), there.Where(name => !before.ContainsKey(TilesOf(name))).ToHashSet());
        string[] written = [.. report.TileFiles.Where(path => !before.ContainsKey(Path.GetFileName(path)))];
        int layersInFile = schedule.Options.OneFile ? Math.Min(schedule.Layers, schedule.Tiles) : 1;
        Assert.Equal(written.Length * layersInFile, report.LayersWritten);
        Assert.Equal((report.TileFiles.Count - written.Length) * layersInFile, report.LayersKept);
        Assert.Equal(await written.ToAsyncEnumerable().SelectMany(path => SpecFiles.ReadTilesAsync(path)).CountAsync(), report.TilesWritten);

        long bytes = reported.Where(name => !before.ContainsKey(TilesOf(name))).Sum(name => after[name].Length / 2);
        Assert.Equal(bytes, report.BytesWritten);
    }

    private static string[] NamesIn(ExportReport report) =>
        [.. report.TileFiles.Concat(report.TransformFiles).Select(path => Path.GetFileName(path)!)];

    // Transforms get their name before the tiles that refer to them. Alone they stand for nothing, and are written again.
    private static string TilesOf(string name) => name.Replace("_transforms", "", StringComparison.Ordinal);

    private static SortedDictionary<string, string> Contents(ScratchFolder folder) =>
        new(folder.Names.ToDictionary(name => name, name => Convert.ToHexString(File.ReadAllBytes(folder[name]))), StringComparer.Ordinal);
}
