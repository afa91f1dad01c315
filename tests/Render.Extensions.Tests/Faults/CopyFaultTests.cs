using System.Text.Json.Nodes;
using CsCheck;

namespace Render.Extensions.Tests.Faults;

/// <summary>
/// Copies from one model of the server to another, while things go wrong with both: reports are true, and copying again makes the target that of
/// a copy without faults.
/// </summary>
public sealed class CopyFaultTests
{
    private const int Schedules = 1_000;

    [Fact]
    public Task Whatever_goes_wrong_copying_again_ends_like_a_copy_without_faults() =>
        CopySchedule.Any.SampleAsync(RunAsync, iter: Schedules, seed: "0000KOIPe036", threads: 2);

    private static async Task RunAsync(CopySchedule schedule)
    {
        var source = await SourceStack.ServeAsync(schedule.Tiles, schedule.Layers);
        var (target, sound) = (new ModelServer(), new ModelServer());
        foreach (var (reading, writing) in schedule.Runs)
            await CopyAsync(source, target, schedule, reading, writing);

        Assert.True((await CopyAsync(source, target, schedule, [], []))!.Completed);
        Assert.True((await CopyAsync(source, sound, schedule, [], []))!.Completed);
        Assert.Equal(sound.Stacks["t"].State, target.Stacks["t"].State);
        Assert.Equal(sound.Stacks["t"].Tiles.OrderBy(tile => tile.Key), target.Stacks["t"].Tiles.OrderBy(tile => tile.Key));
        Assert.Equal(sound.Stacks["t"].Transforms.OrderBy(lens => lens.Key), target.Stacks["t"].Transforms.OrderBy(lens => lens.Key));
    }

    private static async Task<ImportReport?> CopyAsync(
        ModelServer source, ModelServer target, CopySchedule schedule, Fault[] reading, Fault[] writing)
    {
        using var from = new FaultHandler(source.Handle, reading);
        using var to = new FaultHandler(target.Handle, writing);
        using var reader = from.Connect();
        using var writer = to.Connect();
        var report = await reader.Stack("s").CopyToAsync(writer.Stack("t"), schedule.Options).ReportAsync();
        if (report is not null)
            AssertTrue(report, to, target, schedule);
        else
            Assert.Empty(to.Sent);

        to.Settle();
        return report;
    }

    private static void AssertTrue(ImportReport report, FaultHandler to, ModelServer target, CopySchedule schedule)
    {
        var (sent, landed) = (Ids(to.Sent), Ids(to.Acknowledged));
        Assert.Equal(landed.Count, report.TilesLanded);
        Assert.Equal(sent.Count - landed.Count, report.TilesFailed + report.TilesUnknown);
        Assert.Equal(report.TilesFailed + report.TilesUnknown, report.Lost.Sum(request => request.TileCount));
        Assert.All(report.Lost, request => Assert.Contains(request.FirstTileId, sent.Except(landed)));
        Assert.Equal(0, report.TilesRejected);
        Assert.InRange(report.TilesNotSent, 0, schedule.Tiles - sent.Count);
        Assert.Subset(target.Stacks["t"].Tiles.Keys.ToHashSet(), landed);
        if (report.Completed)
            Assert.Equal((schedule.Tiles, "COMPLETE"), (target.Stacks["t"].Tiles.Count, target.Stacks["t"].State));
    }

    private static HashSet<string> Ids(IEnumerable<string> bodies) =>
        [.. bodies.SelectMany(body => JsonNode.Parse(body)!["tileIdToSpecMap"]!.AsObject()).Select(tile => tile.Key)];
}
