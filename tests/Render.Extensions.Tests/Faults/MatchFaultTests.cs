using System.Text.Json.Nodes;
using CsCheck;

namespace Render.Extensions.Tests.Faults;

/// <summary>Imports of matches while things go wrong: reports are true, and importing again what they name makes the collection whole.</summary>
public sealed class MatchFaultTests
{
    private const int Schedules = 2_000;

    private static readonly Gen<(int Pairs, int InRequest, int Parallelism, Fault[] Faults)> Schedule =
        from pairs in Gen.Int[1, 30]
        from inRequest in Gen.Int[1, 6]
        from parallelism in Gen.Int[1, 3]
        from faults in Gen.Enum<Fault>().Array[1, 20]
        select (pairs, inRequest, parallelism, faults);

    [Fact]
    public Task Reports_are_true_and_importing_again_completes_the_collection() => Schedule.SampleAsync(
        async schedule =>
        {
            var server = new ModelServer();
            using var handler = new FaultHandler(server.Handle, schedule.Faults);
            using var client = handler.Connect();
            var pairs = Enumerable.Range(0, schedule.Pairs).Select(Pair).ToList();
            var options = new MatchImportOptions { PairsPerRequest = schedule.InRequest, Parallelism = schedule.Parallelism };

            var report = await ReportAsync(client, pairs, options);
            Assert.Equal(handler.Acknowledged.Sum(body => JsonNode.Parse(body)!.AsArray().Count), report.PairsStored);
            Assert.True(report.PairsStored <= server.Matches.Count);
            var unsafelyDenied = report.Unstored.Where(pair => !pair.MayBeStored).Select(pair => $"{pair.P.GroupId} {pair.P.Id} {pair.Q.GroupId} {pair.Q.Id}");
            Assert.Empty(unsafelyDenied.Intersect(server.Matches.Keys));

            handler.Settle();
            using var sound = new FaultHandler(server.Handle, []);
            using var again = sound.Connect();
            Assert.Equal(schedule.Pairs, (await again.MatchCollection("m").ImportMatchesAsync(pairs, options)).PairsStored);
            Assert.Equal(schedule.Pairs, server.Matches.Count);
        },
        iter: Schedules,
        seed: "0000KOIPe036",
        threads: 2);

    private static async Task<MatchImportReport> ReportAsync(RenderClient client, List<CanvasMatches> pairs, MatchImportOptions options)
    {
        try
        {
            return await client.MatchCollection("m").ImportMatchesAsync(pairs, options);
        }
        catch (MatchImportException exception)
        {
            return exception.Report;
        }
    }

    private static CanvasMatches Pair(int i) => new()
    {
        PGroupId = "1",
        PId = $"p{i:D2}",
        QGroupId = "2",
        QId = $"q{i:D2}",
        Matches = new Render.Matches { P = [[i], [1]], Q = [[2], [i]], W = [1] },
    };
}
