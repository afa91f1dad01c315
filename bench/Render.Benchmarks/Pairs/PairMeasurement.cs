using System.Diagnostics;
using System.Globalization;
using Render.Benchmarks.Import;

namespace Render.Benchmarks.Pairs;

/// <summary>Finds the neighbour pairs of 100 sections x 200 tiles, from boxes in memory and from a stack of the embedded server.</summary>
internal static class PairMeasurement
{
    private const int Sections = 100;
    private const int Runs = 5;
    private const double WantedSeconds = 2;

    /// <summary>Measures both ways; the first run, before the compiler has warmed up, counts as well and is told apart.</summary>
    /// <returns>0 if the slowest run is fast enough.</returns>
    public static async Task<int> RunAsync()
    {
        await using var server = await RenderLocalServer.StartAsync();
        using var client = RenderClient.Connect(server.BaseAddress, "bench", "pairs");
        var stack = client.Stack("montage");
        var options = new ImportOptions { CreateStack = new StackVersion(), Complete = true };
        (await stack.ImportTilesAsync(GuideTiles.Sections(Sections), options)).EnsureEverythingLanded();
        List<TileBounds> boxes = [];
        foreach (double z in await stack.GetZValuesAsync())
            boxes.AddRange(await stack.GetTileBoundsAsync(z));

        double inMemory = await SlowestAsync("boxes in memory", () => TilePairs.FindAsync(boxes).CountAsync().AsTask());
        double fromServer = await SlowestAsync("embedded server", () => stack.FindPairsAsync().CountAsync().AsTask());
        double toFiles = await SlowestAsync("embedded server, to files", () => WriteAsync(stack));
        double slowest = Math.Max(inMemory, Math.Max(fromServer, toFiles));
        Print($"slowest {slowest:0.00} s for {Sections} x {GuideTiles.InSection} tiles: {WantedSeconds / slowest:0.0} x faster than the {WantedSeconds:0} s that are wanted");
        return slowest <= WantedSeconds ? 0 : 1;
    }

    private static async Task<int> WriteAsync(RenderStack stack)
    {
        var folder = Directory.CreateTempSubdirectory("render-pairs-bench-");
        try
        {
            var files = await TilePairFiles.WriteAsync(stack.FindPairsAsync(), stack, Path.Combine(folder.FullName, "pairs.json.gz"));
            return files.Count;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<double> SlowestAsync(string what, Func<Task<int>> find)
    {
        List<double> seconds = [];
        int count = 0;
        for (int run = 0; run < Runs; run++)
        {
            var clock = Stopwatch.StartNew();
            count = await find();
            seconds.Add(clock.Elapsed.TotalSeconds);
        }

        Print($"{what}: {count:N0} results, first run {seconds[0]:0.000} s, best {seconds.Min():0.000} s");
        return seconds.Max();
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
