using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Render.Benchmarks.Matches;

/// <summary>
/// Writes pairs of matches through the embedded server and reads them back, beside what render-python needs to make text of them alone.
/// </summary>
internal static class MatchMeasurement
{
    // render-python 2.4.0: json.dumps of pairs of 200 points, one thread of another machine.
    private const double RenderPythonPairsPerSecond = 3_700;

    private const int Pairs = 10_000;
    private const int PointsInPair = 200;
    private const int PairsInGroup = 100;
    private const int Runs = 12;
    private const double Wanted = 5;

    /// <summary>Measures against the peer of this run; the documented number is printed beside it.</summary>
    /// <returns>0 if writing and reading back together reach the aim.</returns>
    public static async Task<int> RunAsync()
    {
        CanvasMatches[] pairs = [.. Enumerable.Range(0, Pairs).Select(Pair)];
        MeasureJson(pairs);
        double python = await MatchPeer.DumpsPerSecondAsync(Pairs, PointsInPair);
        var folder = Directory.CreateTempSubdirectory("render-match-bench-");
        List<TimeSpan> runs = [];
        try
        {
            for (int run = 0; run < Runs; run++)
            {
                var (written, read) = await RoundTripAsync(pairs, Path.Combine(folder.FullName, $"run{run}.db"));
                Print($"run {run + 1}: written {Pairs / written.TotalSeconds,7:N0} pairs/s, read {Pairs / read.TotalSeconds,7:N0} pairs/s, there and back {Pairs / (written + read).TotalSeconds,7:N0} pairs/s");
                runs.Add(written + read);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        runs.Sort();
        double rate = Pairs / runs[Runs / 2].TotalSeconds;
        Print($"{Pairs:N0} pairs x {PointsInPair} points there and back: {rate:N0} pairs/s in the middle of all runs (best {Pairs / runs[0].TotalSeconds:N0}), {rate / python:0.0} x json.dumps of this run ({python:N0}; wanted: {Wanted}), {rate / RenderPythonPairsPerSecond:0.0} x the documented {RenderPythonPairsPerSecond:N0}");
        return rate >= Wanted * python ? 0 : 1;
    }

    private static async Task<(TimeSpan Written, TimeSpan Read)> RoundTripAsync(CanvasMatches[] pairs, string database)
    {
        await using var server = await RenderLocalServer.StartAsync(new RenderLocalServerOptions { DatabasePath = database });
        using var client = RenderClient.Connect(server.BaseAddress, "bench", "matches");
        var collection = client.MatchCollection("sift");

        long start = Stopwatch.GetTimestamp();
        var report = await collection.ImportMatchesAsync(pairs);
        var written = Stopwatch.GetElapsedTime(start);

        start = Stopwatch.GetTimestamp();
        long points = 0;
        await foreach (var pair in collection.ReadMatchesAsync())
            points += pair.Matches!.W.Count;

        var read = Stopwatch.GetElapsedTime(start);
        return report.PairsStored == Pairs && points == Pairs * PointsInPair
            ? (written, read)
            : throw new InvalidOperationException($"{report} {points} points came back.");
    }

    private static void MeasureJson(CanvasMatches[] pairs)
    {
        var type = RenderJson.TypeInfo<IReadOnlyList<CanvasMatches>>();
        byte[] json = [];
        var (written, read) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
        for (int run = 0; run < Runs; run++)
        {
            long start = Stopwatch.GetTimestamp();
            json = JsonSerializer.SerializeToUtf8Bytes(pairs, type);
            written = Min(written, Stopwatch.GetElapsedTime(start));
            start = Stopwatch.GetTimestamp();
            JsonSerializer.Deserialize(json, type);
            read = Min(read, Stopwatch.GetElapsedTime(start));
        }

        Print($"JSON alone, one thread, {json.Length / (double)Pairs:N0} bytes a pair: written {Pairs / written.TotalSeconds:N0} pairs/s, read {Pairs / read.TotalSeconds:N0} pairs/s");
    }

    public static CanvasMatches Pair(int i)
    {
        var random = new Random(i);
        int section = 1_000 + (i / PairsInGroup);
        return new CanvasMatches
        {
            PGroupId = $"{section}.0",
            PId = $"150304141121{i:D6}.{section}.0",
            QGroupId = $"{section + 1}.0",
            QId = $"150304141122{i:D6}.{section + 1}.0",
            Matches = new Render.Matches { P = Side(), Q = Side(), W = [.. Enumerable.Repeat(1.0, PointsInPair)] },
        };

        IReadOnlyList<IReadOnlyList<double>> Side() => [Coordinates(), Coordinates()];

        double[] Coordinates() => [.. Enumerable.Range(0, PointsInPair).Select(_ => random.NextDouble() * 2560)];
    }

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
