using System.Text.Json.Nodes;

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
        CopySchedule.Any.RunAllAsync(RunAsync, Schedules);

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
        string before = target.Stacks.TryGetValue("t", out var there) ? there.State : "LOADING";
        var report = await from.Client.Stack("s").CopyToAsync(to.Client.Stack("t"), schedule.Options).ReportAsync();
        if (report is not null)
            AssertTrue(report, to, target, schedule);
        else
            Assert.Empty(to.Sent);

        to.Settle();
        report?.AssertStateIsTrue(before, target.Stacks["t"].State);
        return report;
    }

    private static void AssertTrue(ImportReport report, FaultHandler to, ModelServer target, CopySchedule schedule)
    {
        var (sent, landed) = (Ids(to.Sent), Ids(to.Acknowledged));
        int taken = report.Lost.Where(lost => lost.FirstTileId is null).Sum(layer => layer.TileCount);
        Assert.Equal(landed.Count, report.TilesLanded + taken);
        Assert.Equal(sent.Count - landed.Count, report.TilesFailed + report.TilesUnknown - taken);
        Assert.All(report.Lost.Select(lost => lost.FirstTileId).OfType<string>(), id => Assert.Contains(id, sent.Except(landed)));
        report.AssertOutcomesAreTrue(Ids(to.Unanswered));
        Assert.Equal(0, report.TilesRejected);
        Assert.InRange(report.TilesNotSent, 0, schedule.Tiles - sent.Count);
        report.AssertLandedIsThere(to, target.Stacks["t"].Tiles.Count);
        if (to.RemovedLate.Count == 0)
            Assert.Subset(target.Stacks["t"].Tiles.Keys.ToHashSet(), landed);

        if (report.Completed)
            Assert.Equal((schedule.Tiles, taken), (target.Stacks["t"].Tiles.Count, 0));
    }

    private static HashSet<string> Ids(IEnumerable<string> bodies) =>
        [.. bodies.SelectMany(body => JsonNode.Parse(body)!["tileIdToSpecMap"]!.AsObject()).Select(tile => tile.Key)];
}
