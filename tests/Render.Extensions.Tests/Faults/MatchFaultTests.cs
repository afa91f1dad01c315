using System.Text.Json.Nodes;
using CsCheck;

namespace Render.Extensions.Tests.Faults;

/// <summary>Imports of matches while things go wrong: reports are true, and importing again what they name makes the collection whole.</summary>
public sealed class MatchFaultTests
{
    private const int Schedules = 2_000;

    // Some pairs come once more in a later request, and replace the earlier ones.
    private static readonly Gen<(int Pairs, int Different, int InRequest, int Parallelism, Fault[] Faults)> Schedule =
        from pairs in Gen.Int[1, 30]
        from inRequest in Gen.Int[1, 6]
        from different in Gen.Int[inRequest, 2 * inRequest + 2]
        from parallelism in Gen.Int[1, 3]
        from faults in ImportSchedule.FaultyRun
        select (pairs, different, inRequest, parallelism, faults);

    [Fact]
    public Task Reports_are_true_and_importing_again_completes_the_collection() => Schedule.RunAllAsync(
        async schedule =>
        {
            var server = new ModelServer();
            using var handler = new FaultHandler(server.Handle, schedule.Faults);
            var pairs = Enumerable.Range(0, schedule.Pairs).Select(i => Pair(i, i % schedule.Different)).ToList();
            var options = new MatchImportOptions { PairsPerRequest = schedule.InRequest, Parallelism = schedule.Parallelism };

            var (report, isWhole) = await ReportAsync(handler.Client, pairs, options);
            AssertTrue(report, handler, server);
            handler.Settle();
            if (isWhole)
                AssertStored(pairs.Where((_, i) => report.Rejected.All(rejected => rejected.Index != i)), server);

            using var sound = new FaultHandler(server.Handle, []);
            Assert.Equal(schedule.Pairs, (await sound.Client.MatchCollection("m").ImportMatchesAsync(pairs, options)).PairsStored);
            AssertStored(pairs, server);
        },
        Schedules);

    private static void AssertTrue(MatchImportReport report, FaultHandler handler, ModelServer server)
    {
        var acknowledged = handler.Acknowledged.SelectMany(body => JsonNode.Parse(body)!.AsArray()).ToList();
        Assert.Equal(acknowledged.Count, report.PairsStored);

        // What is there may be another pair of the same ids, of a request that was answered or may have been received.
        var stored = server.Collections.GetValueOrDefault("m") ?? [];
        var explained = report.Unstored.Where(pair => pair.MayBeStored).Select(pair => KeyOf(pair.P, pair.Q)).Concat(acknowledged.Select(KeyOf!));
        var denied = report.Unstored.Where(pair => !pair.MayBeStored).Select(pair => KeyOf(pair.P, pair.Q));
        Assert.Empty(denied.Except(explained).Intersect(stored.Keys));
    }

    // The last of those with the same ids.
    private static void AssertStored(IEnumerable<CanvasMatches> pairs, ModelServer server)
    {
        var expected = pairs.GroupBy(pair => KeyOf(pair.P(), pair.Q())).ToDictionary(group => group.Key, group => group.Last());
        var stored = server.Collections.GetValueOrDefault("m") ?? [];
        Assert.Equal(expected.Keys.Order(), stored.Keys.Order());
        Assert.All(expected, pair => Assert.Equal(pair.Value.Matches!.W[0], (double)JsonNode.Parse(stored[pair.Key])!["matches"]!["w"]![0]!));
    }

    private static (string P, string Q) KeyOf(JsonNode pair) => ($"{pair["pGroupId"]} {pair["pId"]}", $"{pair["qGroupId"]} {pair["qId"]}");

    private static (string P, string Q) KeyOf(CanvasId p, CanvasId q) => ($"{p.GroupId} {p.Id}", $"{q.GroupId} {q.Id}");

    private static async Task<(MatchImportReport Report, bool IsWhole)> ReportAsync(RenderClient client, List<CanvasMatches> pairs, MatchImportOptions options)
    {
        try
        {
            return (await client.MatchCollection("m").ImportMatchesAsync(pairs, options), true);
        }
        catch (MatchImportException exception)
        {
            return (exception.Report, false);
        }
    }

    // The weight tells which one it is of those with the same ids.
    private static CanvasMatches Pair(int number, int id) => new()
    {
        PGroupId = "1",
        PId = $"p{id:D2}",
        QGroupId = "2",
        QId = $"q{id:D2}",
        Matches = new Render.Matches { P = [[number], [1]], Q = [[2], [number]], W = [number] },
    };
}
