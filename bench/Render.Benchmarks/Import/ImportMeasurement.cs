using System.Diagnostics;
using System.Globalization;

namespace Render.Benchmarks.Import;

/// <summary>Measures imports as a whole: speed into a server that does nothing, and memory over the number of tiles.</summary>
internal static class ImportMeasurement
{
    // render-python 2.4.0, put_tilespecs of affine tiles into a null server on loopback, one thread of the same kind of machine.
    private const double RenderPythonTilesPerSecond = 124_000;

    private const int GuideSections = 500;
    private const int Runs = 20;
    private const int ServerRuns = 4;

    /// <summary>Measures everything.</summary>
    /// <returns>0 if all aims are reached.</returns>
    public static async Task<int> RunAsync()
    {
        await using var server = await NullServer.StartAsync();
        using var client = RenderClient.Connect(server.BaseAddress, "bench", "import");
        bool isFast = await MeasureSpeedAsync(client, server);
        bool isFlat = await MeasureMemoryAsync(client);
        bool keepsUp = await MeasureServerAsync();
        return isFast && isFlat && keepsUp ? 0 : 1;
    }

    private static async Task<bool> MeasureSpeedAsync(RenderClient client, NullServer server)
    {
        var tiles = GuideTiles.Sections(GuideSections).ToList();
        double best = 0;
        for (int run = 0; run < Runs; run++)
        {
            long before = server.BytesReceived;
            var cpu = Process.GetCurrentProcess().TotalProcessorTime;
            var report = (await client.Stack("null").ImportTilesAsync(tiles)).EnsureEverythingLanded();
            cpu = Process.GetCurrentProcess().TotalProcessorTime - cpu;
            best = Math.Max(best, report.TilesPerSecond);
            double bytes = server.BytesReceived - before;
            Print($"run {run + 1}: {report.TilesPerSecond,9:N0} tiles/s, {bytes / tiles.Count:0} bytes a tile, {bytes / 1e6 / report.Elapsed.TotalSeconds:N0} MB/s, {cpu.TotalMicroseconds / tiles.Count:0.0} us of CPU a tile on {cpu / report.Elapsed:0.0} cores");
        }

        double ratio = best / RenderPythonTilesPerSecond;
        Print($"null server: {best:N0} tiles/s with bounds, {ratio:0.0} x render-python's {RenderPythonTilesPerSecond:N0} (wanted: 5)");
        return ratio >= 5;
    }

    private static async Task<bool> MeasureMemoryAsync(RenderClient client)
    {
        long few = await PeakAsync(client, 10_000);
        long many = await PeakAsync(client, 1_000_000);
        double growth = (many - few) / 1e6;
        Print($"memory: {few / 1e6:N0} MB for 10,000 tiles, {many / 1e6:N0} MB for 1,000,000: {growth:N0} MB more (wanted: below 300)");
        return growth < 300;
    }

    // The largest working set while tiles that are generated on the way stream through.
    private static async Task<long> PeakAsync(RenderClient client, int tiles)
    {
        var peak = new PeakMemory();
        await client.Stack("null").ImportTilesAsync(GuideTiles.Sections(tiles / GuideTiles.InSection), progress: peak);
        return peak.Bytes;
    }

    private static async Task<bool> MeasureServerAsync()
    {
        var folder = Directory.CreateTempSubdirectory("render-import-bench-");
        try
        {
            var tiles = GuideTiles.Sections(GuideSections).ToList();
            double served = 0;
            double raw = 0;
            for (int run = 0; run < ServerRuns; run++)
            {
                string database = Path.Combine(folder.FullName, $"server{run}.db");
                served = Math.Max(served, await ServedAsync(tiles, database));
                raw = Math.Max(raw, RawSqlite.Measure(database, Path.Combine(folder.FullName, $"raw{run}.db"), new ImportOptions().MaxTilesPerRequest));
            }

            Print($"embedded server: {served:N0} tiles/s, raw SQLite: {raw:N0} rows/s: {served / raw:0.00} of it (wanted: 0.5)");
            return served / raw >= 0.5;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<double> ServedAsync(List<TileSpec> tiles, string database)
    {
        await using var server = await RenderLocalServer.StartAsync(new RenderLocalServerOptions { DatabasePath = database });
        using var client = RenderClient.Connect(server.BaseAddress, "bench", "import");
        var report = await client.Stack("stored").ImportTilesAsync(tiles, new ImportOptions { CreateStack = new StackVersion() });
        return report.EnsureEverythingLanded().TilesPerSecond;
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
