using System.Text.Json.Nodes;
using Render.Transforms;
using static Render.Extensions.Tests.Import.TestTiles;

namespace Render.Extensions.Tests.Faults;

/// <summary>The runs of one import, and what the server has told it so far.</summary>
/// <param name="schedule">What is imported, and how.</param>
/// <param name="serve">The server behind the faults.</param>
/// <param name="stored">The stack as it is.</param>
/// <param name="journal">The path of the journal.</param>
/// <param name="keepsJson">Whether it is the model of a server, which stores the JSON as it is sent.</param>
internal sealed class FaultyImport(
    ImportSchedule schedule, Func<string, string, string, double, HttpResponseMessage> serve, Func<ModelStack> stored, string journal, bool keepsJson)
{
    // What the client knows to have landed, by id; what a torn journal may have forgotten is not in it.
    private Dictionary<string, string> acknowledged = [];

    // Layers that were emptied late: they are emptied and sent as a whole again, once a run has noticed that.
    private readonly HashSet<double> lostLayers = [];

    // Those of them that no report has named.
    private readonly HashSet<double> unnoticed = [];

    public static TranslationModel2D Lens(int content) => new(1 + content, 2) { Id = "lens" };

    // Every third tile refers to the lens, every fifth is changed.
    public static IEnumerable<TileSpec> Source(ImportSchedule schedule, int content) => Enumerable.Range(0, schedule.Tiles).Select(i => Tile(
        $"t{i:D2}",
        i % schedule.Layers,
        i % 3 == 0 ? new ReferenceTransform("lens") : new TranslationModel2D(i, i % 5 == 0 ? content : 0)));

    /// <summary>All runs with faults, and what it takes then without any.</summary>
    /// <returns>What the tiles are in the end.</returns>
    public async Task<int> RunAllAsync()
    {
        for (int i = 0; i < schedule.Runs.Length; i++)
            await ImportAsync(schedule.Runs[i], content: schedule.Changed && i > 0 ? 1 : 0);

        int last = schedule.Changed ? 1 : 0;
        var report = await ImportAsync([], last);

        // A layer that was emptied so late that nobody noticed is noticed by one run, and sent again by the next.
        if (unnoticed.Count > 0 && !report!.Completed)
            report = await ImportAsync([], last);

        Assert.True(report!.Completed, report.ToString());
        return last;
    }

    private async Task<ImportReport?> ImportAsync(Fault[] faults, int content)
    {
        string before = stored().State;
        using var handler = new FaultHandler(serve, faults);
        var report = await RunAsync(handler.Client, content).ReportAsync();
        if (report is not null)
            AssertTrue(report, handler);

        AssertNothingIsSentTwice(handler);
        Remember(handler);
        NoteLosses(handler, report);
        AssertNothingIsLost();
        report?.AssertStateIsTrue(before, stored().State);
        return report;
    }

    private Task<ImportReport> RunAsync(RenderClient client, int content) => client.Stack("s").ImportTilesAsync(
        Source(schedule, content),
        new ImportOptions
        {
            Journal = journal,
            ExistingLayers = schedule.Existing,
            MaxTilesPerRequest = schedule.InRequest,
            Parallelism = schedule.Parallelism,
            SharedTransforms = [Lens(content)],
            Complete = true,
            Reopen = schedule.Changed,
        });

    private void AssertTrue(ImportReport report, FaultHandler handler)
    {
        int taken = report.Lost.Where(lost => lost.FirstTileId is null).Sum(layer => layer.TileCount);
        Assert.Equal(handler.Acknowledged.Sum(body => Tiles(body).Count()), report.TilesLanded + taken);
        Assert.Equal(0, report.TilesRejected);
        Assert.True(report.TilesNotSent >= 0);
        if (report.Completed || lostLayers.Count == 0)
            report.AssertLandedIsThere(handler, stored().Tiles.Keys.Count(id => id.StartsWith('t')));

        report.AssertOutcomesAreTrue(handler.Unanswered.SelectMany(Tiles).Select(tile => tile.Id));
    }

    private void NoteLosses(FaultHandler handler, ImportReport? report)
    {
        unnoticed.UnionWith(handler.RemovedLate);
        lostLayers.UnionWith(handler.RemovedLate);
        unnoticed.ExceptWith(report?.Lost.Where(lost => lost.FirstTileId is null).Select(lost => lost.MinZ) ?? []);
        handler.RemovedLate.Clear();
        handler.Settle();
        unnoticed.UnionWith(handler.RemovedLate);
        lostLayers.UnionWith(handler.RemovedLate);
    }

    private void AssertNothingIsSentTwice(FaultHandler handler)
    {
        foreach (var (id, tile) in handler.Sent.SelectMany(Tiles).Where(tile => !lostLayers.Contains(ZOf(tile.Tile))))
            Assert.False(acknowledged.TryGetValue(id, out string? before) && before == tile, $"{id} is sent again");
    }

    private static double ZOf(string tile) => (double)JsonNode.Parse(tile)!["tile"]!["z"]!;

    private void AssertNothingIsLost()
    {
        var tiles = stored().Tiles;
        foreach (var (id, tile) in acknowledged.Where(tile => !lostLayers.Contains(ZOf(tile.Value))))
        {
            string there = Assert.Contains(id, (IDictionary<string, string>)tiles);
            if (keepsJson && !schedule.Changed)
                Assert.Equal(JsonNode.Parse(tile)!["tile"]!.ToJsonString(), there);
        }
    }

    private void Remember(FaultHandler handler)
    {
        foreach (var (id, tile) in handler.Sent.SelectMany(Tiles))
        {
            if (acknowledged.TryGetValue(id, out string? before) && before != tile)
                acknowledged.Remove(id);
        }

        foreach (var (id, tile) in handler.Acknowledged.SelectMany(Tiles))
            acknowledged[id] = tile;

        if (schedule.Torn > 0 && File.Exists(journal))
            Tear();
    }

    // A power cut takes a part of the last line if that tells of tiles; the others are on the disk before anything else happens, as all are
    // before a stack is completed.
    private void Tear()
    {
        byte[] bytes = File.ReadAllBytes(journal);
        int lastLine = bytes.AsSpan(0, bytes.Length - 1).LastIndexOf((byte)'\n') + 1;
        if (bytes[lastLine] != 'T' || stored().State == "COMPLETE")
            return;

        File.WriteAllBytes(journal, bytes[..Math.Max(lastLine, bytes.Length - schedule.Torn)]);
        acknowledged = [];
    }

    // A tile is the same if its lens is.
    private static IEnumerable<(string Id, string Tile)> Tiles(string body)
    {
        var json = JsonNode.Parse(body)!;
        var transforms = json["transformIdToSpecMap"];
        foreach (var (id, tile) in json["tileIdToSpecMap"]!.AsObject())
        {
            bool refers = tile!.ToJsonString().Contains("\"lens\"", StringComparison.Ordinal);
            yield return (id, new JsonObject { ["tile"] = tile.DeepClone(), ["lens"] = refers ? transforms!.DeepClone() : null }.ToJsonString());
        }
    }
}
