using System.Globalization;
using System.Text.Json;

namespace Render.Benchmarks.Import;

/// <summary>
/// Measures the import of lens and affine tiles into a server that does nothing, with bounds from here: against a Python client that leaves
/// the bounds to the server, without and with a journal, resuming, and memory over the number of tiles.
/// </summary>
internal static class LensImportMeasurement
{
    // render-python 2.4.0 with such tiles into a null server on loopback, on the same kind of machine.
    private const double RenderPythonTilesPerSecond = 25_000;

    private const int Sections = 100;
    private const int Tiles = Sections * GuideTiles.InSection;
    private const int Runs = 20;

    /// <summary>Measures everything.</summary>
    /// <returns>0 if all aims are reached.</returns>
    public static async Task<int> RunAsync()
    {
        await using var server = await NullServer.StartAsync();
        using var client = RenderClient.Connect(server.BaseAddress, "bench", "import");
        var folder = Directory.CreateTempSubdirectory("render-lens-bench-");
        try
        {
            byte[] json = Json(distinct: false);
            string file = Path.Combine(folder.FullName, "tiles.json");
            File.WriteAllBytes(file, json);
            Print($"{Tiles:N0} tiles of {json.Length / Tiles} bytes");

            double plain = await BestAsync(client, json, _ => new ImportOptions());
            double distinct = await BestAsync(client, Json(distinct: true), _ => new ImportOptions());
            double journaled = await BestAsync(client, json, run => Journaled(folder, run));
            double resumed = await BestAsync(client, json, _ => Journaled(folder, run: 0));
            var (objects, dicts) = await PeerAsync(file, new Uri(server.BaseAddress, "v1/owner/bench/project/import/stack/peer/resolvedTiles"));
            Print($"import with bounds: {plain:N0} tiles/s, {distinct:N0} if every tile has a lens correction of its own; with a journal {journaled:N0} ({plain / journaled:0.00} x the time); resumed with nothing to send {resumed:N0}");
            Print($"Python, json.dumps and one PUT, no bounds: {objects:N0} tiles/s from objects, {dicts:N0} from ready dicts");
            Print($"{plain / objects:0.0} x Python from objects, {plain / dicts:0.0} x from ready dicts, {plain / RenderPythonTilesPerSecond:0.0} x render-python's {RenderPythonTilesPerSecond:N0} ({distinct / RenderPythonTilesPerSecond:0.0} x if all differ; wanted: 5)");

            long few = await PeakAsync(10_000);
            long many = await PeakAsync(1_000_000);
            Print($"memory: {few / 1e6:N0} MB for 10,000 tiles, {many / 1e6:N0} MB for 1,000,000");
            return Math.Min(plain, distinct) / RenderPythonTilesPerSecond >= 5 && many - few < 300_000_000 ? 0 : 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Imports tiles that are made on the way, and prints the largest working set in bytes.</summary>
    /// <returns>0.</returns>
    public static async Task<int> PrintPeakAsync(int tiles)
    {
        await using var server = await NullServer.StartAsync();
        using var client = RenderClient.Connect(server.BaseAddress, "bench", "import");
        var peak = new PeakMemory();
        await client.Stack("null").ImportTilesAsync(LensTiles.Sections(tiles / GuideTiles.InSection, distinct: true), progress: peak);
        Print($"{peak.Bytes}");
        return 0;
    }

    private static ImportOptions Journaled(DirectoryInfo folder, int run) =>
        new() { Journal = Path.Combine(folder.FullName, $"{run}.journal") };

    // Read anew for every run, so that none finds transforms that are parsed already; and collected, so that none pays for the reading.
    private static async Task<double> BestAsync(RenderClient client, byte[] json, Func<int, ImportOptions> options)
    {
        double best = 0;
        for (int run = 0; run < Runs; run++)
        {
            var tiles = JsonSerializer.Deserialize(json, RenderJson.TypeInfo<IReadOnlyList<TileSpec>>())!;
            GC.Collect();
            var report = (await client.Stack("null").ImportTilesAsync(tiles, options(run))).EnsureEverythingLanded();
            best = Math.Max(best, report.TilesRead / report.Elapsed.TotalSeconds);
        }

        return best;
    }

    private static async Task<(double Objects, double Dicts)> PeerAsync(string file, Uri url)
    {
        string output = await Peer.RunAsync("python3", Path.Combine("bench", "peers", "python", "put_tilespecs.py"), file, url.ToString());
        string[] lines = output.Split('\n');
        return (double.Parse(lines[0], CultureInfo.InvariantCulture), double.Parse(lines[1], CultureInfo.InvariantCulture));
    }

    // In a process of its own: what other measurements have left behind does not count.
    private static async Task<long> PeakAsync(int tiles) => long.Parse(
        await Peer.RunAsync(Environment.ProcessPath!, "import-lens", "memory", tiles.ToString(CultureInfo.InvariantCulture)),
        CultureInfo.InvariantCulture);

    private static byte[] Json(bool distinct) => JsonSerializer.SerializeToUtf8Bytes<IReadOnlyList<TileSpec>>(
        [.. LensTiles.Sections(Sections, distinct)], RenderJson.TypeInfo<IReadOnlyList<TileSpec>>());

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
