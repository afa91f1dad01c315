using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Render.Benchmarks.Import;
using Render.Benchmarks.Matches;

namespace Render.Benchmarks.Cold;

/// <summary>
/// Measures whole processes: the first import of a program that has just started, as published, with ReadyToRun, and without the profiling of its
/// first calls (TieredPGO) besides, next to a Python process that does the same. The servers run here and are warm.
/// </summary>
internal static class ColdStartMeasurement
{
    private const int LensTileSections = 25;
    private const int Pairs = 2_000;
    private const int Runs = 5;

    /// <summary>Measures; a ratio above 1 says that the whole process is faster than Python's.</summary>
    /// <returns>0 if a program that is published for a quick start is no slower than Python in either.</returns>
    public static async Task<int> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("render-cold-bench-");
        try
        {
            string plain = await PublishAsync(folder, "plain", []);
            string[] readyToRun = ["-r", RuntimeInformation.RuntimeIdentifier, "--self-contained", "false", "-p:PublishReadyToRun=true"];
            string ready = await PublishAsync(folder, "ready", readyToRun);
            string tuned = await PublishAsync(folder, "tuned", [.. readyToRun, "-p:TieredPGO=false"]);
            await using var nothing = await NullServer.StartAsync();
            await using var server = await RenderLocalServer.StartAsync();

            string tiles = Path.Combine(folder.FullName, "tiles.json");
            await SaveAsync<TileSpec>(tiles, [.. LensTiles.Sections(LensTileSections, distinct: false)]);

            string pairs = Path.Combine(folder.FullName, "pairs.json");
            await SaveAsync<CanvasMatches>(pairs, [.. Enumerable.Range(0, Pairs).Select(MatchMeasurement.Pair)]);

            double slowest = Math.Min(
                await CompareAsync($"{LensTileSections * GuideTiles.InSection:N0} lens tiles", "tiles", tiles, nothing.BaseAddress),
                await CompareAsync($"{Pairs:N0} pairs there and back", "matches", pairs, server.BaseAddress));
            return slowest >= 1 ? 0 : 1;

            async Task<double> CompareAsync(string title, string what, string file, Uri address)
            {
                string[] python = ["python3", MatchPeer.Find("bench/peers/python/cold.py"), what, file, address.ToString()];
                string[][] programs =
                    [python, .. new[] { plain, ready, tuned }.Select(program => new[] { "dotnet", program, what, file, address.ToString() })];
                TimeSpan[] medians = await MediansAsync(programs);
                Console.WriteLine($"{title}: Python {Text(medians[0])}, .NET {Text(medians[1], medians[0])}, "
                    + $"with ReadyToRun {Text(medians[2], medians[0])}, and without TieredPGO {Text(medians[3], medians[0])}");
                return medians[0] / medians[3];
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task SaveAsync<T>(string path, IReadOnlyList<T> items)
    {
        await using FileStream file = File.Create(path);
        await JsonSerializer.SerializeAsync(file, items, RenderJson.TypeInfo<IReadOnlyList<T>>());
    }

    // In turns, so that what the machine does besides hits all alike.
    private static async Task<TimeSpan[]> MediansAsync(string[][] programs)
    {
        var times = programs.Select(_ => new List<TimeSpan>()).ToArray();
        for (int run = 0; run <= Runs; run++)
        {
            for (int program = 0; program < programs.Length; program++)
            {
                long start = Stopwatch.GetTimestamp();
                await Peer.RunAsync(programs[program][0], programs[program][1..]);
                if (run > 0)
                    times[program].Add(Stopwatch.GetElapsedTime(start));
            }
        }

        return [.. times.Select(list => list.Order().ElementAt(Runs / 2))];
    }

    private static async Task<string> PublishAsync(DirectoryInfo folder, string name, string[] more)
    {
        string target = Path.Combine(folder.FullName, name);
        string project = MatchPeer.Find("bench/Render.ColdStart/Render.ColdStart.csproj");
        await Peer.RunAsync("dotnet", ["publish", project, "-c", "Release", "-o", target, .. Apart(folder), .. more]);
        return Path.Combine(target, "Render.ColdStart.dll");
    }

    // Nothing that this publishes, nor what it resolves for one kind of machine, stays in the repository.
    private static string[] Apart(DirectoryInfo folder) =>
        ["--artifacts-path", Path.Combine(folder.FullName, "artifacts"), "-p:NuGetLockFilePath=obj/cold.lock.json"];

    private static string Text(TimeSpan time, TimeSpan? peer = null) => peer is null
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0} ms")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0} ms ({peer.Value / time:0.00} x as fast)");
}
