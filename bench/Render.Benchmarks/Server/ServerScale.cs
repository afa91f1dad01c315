using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Render.Benchmarks.Server;

/// <summary>What calls of the embedded server cost in stacks of different sizes: what asks for a layer costs what the layer costs.</summary>
internal static class ServerScale
{
    private const int TilesInLayer = 1000;
    private const int Columns = 40;
    private const int FirstZ = 10_000;
    private const int Connections = 4;
    private const int Calls = 41;
    private const int ClonedLayers = 100;
    private const string Stack = "v1/owner/bench/project/scale/stack/s";

    // Stands for z in the JSON of a layer, and has as many digits.
    private const string Mark = "77777";

    // A call may take this much longer in the larger stack, and this much besides, before it counts as depending on the stack.
    private const double MostRatio = 2;
    private const double Slack = 2;

    // The server notices after 10 s at most that nothing is asked for.
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(12);

    private static readonly (string Name, string Path)[] LayerCalls =
    [
        ("tile", $"tile/{Mark}_500"),
        ("layer, resolved", $"z/{Mark}/resolvedTiles"),
        ("layer, tile bounds", $"z/{Mark}/tileBounds"),
        ("layer, bounds", $"z/{Mark}/bounds"),
        ("layer, tile ids", $"tileIds?minZ={Mark}&maxZ={Mark}"),
        ("layer, layout file", $"z/{Mark}/layoutFile"),
        ("layer, section data", $"sectionData?minZ={Mark}&maxZ={Mark}"),
        ("section, tile bounds", $"section/{Mark}.0/tileBounds"),
        ("section, z", $"section/{Mark}.0/z"),
        ("box, tile count", $"z/{Mark}/box/20000,20000,5000,5000/tile-count"),
        ("box, tiles", $"resolvedTiles?minZ={Mark}&maxZ={Mark}&minX=20000&maxX=25000&minY=20000&maxY=25000"),
    ];

    /// <summary>Measures stacks of these numbers of tiles.</summary>
    /// <returns>0 if no call on a layer depends on the size of the stack.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<int> sizes)
    {
        List<Dictionary<string, double>> all = [];
        foreach (var size in sizes)
        {
            var folder = Directory.CreateTempSubdirectory("render-scale-bench-");
            try
            {
                all.Add(await MeasureAsync(size / TilesInLayer, Path.Combine(folder.FullName, "scale.db")));
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        }

        var isFlat = true;
        foreach (var name in all[0].Keys)
        {
            var values = all.Select(results => results[name]).ToList();
            var isOfLayer = LayerCalls.Any(call => name == Milliseconds(call.Name));
            var isHeld = !isOfLayer || values[^1] <= (MostRatio * values[0]) + Slack;
            isFlat &= isHeld;
            var cells = values.Select(value => value.ToString("N1", CultureInfo.InvariantCulture));
            var ratio = values[0] > 0 ? values[^1] / values[0] : 1;
            Print($"| {name} | {string.Join(" | ", cells)} | {ratio:0.0} |{(isHeld ? "" : " depends on the stack")}");
        }

        return isFlat ? 0 : 1;
    }

    private static async Task<Dictionary<string, double>> MeasureAsync(int layers, string database)
    {
        Dictionary<string, double> results = [];
        await using var server = await ServerProcess.StartAsync(database);
        var http = server.Http;
        await http.GetStringAsync(Relative("v1/owners"));
        results["memory at the start, MB"] = server.ResidentMegabytes;

        await SendAsync(http, HttpMethod.Post, Stack, "{}");
        var clock = Stopwatch.StartNew();
        var template = LayerJson();
        await Parallel.ForAsync(0, layers, new ParallelOptions { MaxDegreeOfParallelism = Connections }, async (i, _) =>
            await SendAsync(http, HttpMethod.Put, $"{Stack}/resolvedTiles", Fill(template, i)));
        results["import, 1000 tiles/s"] = layers * TilesInLayer / clock.Elapsed.TotalSeconds / 1000;
        results["memory after the import, MB"] = server.ResidentMegabytes;

        results["COMPLETE, ms"] = await TimeAsync(() => SendAsync(http, HttpMethod.Put, $"{Stack}/state/COMPLETE", null));

        // The log is in the file when nothing has been asked for during a while.
        await Task.Delay(Rest);
        results["file, bytes a tile"] = new FileInfo(database).Length / (double)(layers * TilesInLayer);
        results["zValues, ms"] = await MedianAsync(layers, 5, _ => http.GetByteArrayAsync(Relative($"{Stack}/zValues")));
        results["sectionData, ms"] = await MedianAsync(layers, 5, _ => http.GetByteArrayAsync(Relative($"{Stack}/sectionData")));
        foreach (var (name, path) in LayerCalls)
            results[Milliseconds(name)] = await MedianAsync(layers, Calls, i => http.GetByteArrayAsync(Relative(Fill($"{Stack}/{path}", i))));

        await Parallel.ForAsync(0, 16 * Calls, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, token) =>
            await http.GetByteArrayAsync(Relative(Fill($"{Stack}/z/{Mark}/resolvedTiles", i * 31 % layers)), token));
        results["memory after 16 connections, MB"] = server.ResidentMegabytes;

        var z = string.Join('&', Enumerable.Range(FirstZ, ClonedLayers).Select(value => $"z={value}"));
        results["clone of 100 layers, ms"] = await TimeAsync(() => SendAsync(http, HttpMethod.Put, $"{Stack}/cloneTo/clone?{z}", "{}"));
        results["deletion, ms"] = await TimeAsync(() => SendAsync(http, HttpMethod.Delete, $"{Stack[..^1]}clone", null));
        await Task.Delay(Rest);
        results["memory after a rest, MB"] = server.ResidentMegabytes;
        results["log after a rest, MB"] = new FileInfo(database + "-wal") is { Exists: true } log ? log.Length / 1e6 : 0;
        return results;
    }

    private static string Milliseconds(string name) => name + ", ms";

    private static string Fill(string text, int layer) => text.Replace(Mark, $"{FirstZ + layer}", StringComparison.Ordinal);

    // Calls at layers all over the stack, after a few that warm it up.
    private static async Task<double> MedianAsync(int layers, int calls, Func<int, Task> call)
    {
        List<double> times = [];
        for (var i = -3; i < calls; i++)
        {
            var layer = (int)((i + 3L) * 7919 % layers);
            var time = await TimeAsync(() => call(layer));
            if (i >= 0)
                times.Add(time);
        }

        times.Sort();
        return times[times.Count / 2];
    }

    private static async Task<double> TimeAsync(Func<Task> call)
    {
        var clock = Stopwatch.StartNew();
        await call();
        return clock.Elapsed.TotalMilliseconds;
    }

    private static async Task SendAsync(HttpClient http, HttpMethod method, string path, string? json)
    {
        using var request = new HttpRequestMessage(method, Relative(path));
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));

        using var response = await http.SendAsync(request);
        if (!response.IsSuccessStatusCode)
            throw new HttpRequestException($"{method} {path}: {await response.Content.ReadAsStringAsync()}");
    }

    private static string LayerJson() => JsonSerializer.Serialize(new
    {
        tileIdToSpecMap = Enumerable.Range(0, TilesInLayer).ToDictionary(i => $"{Mark}_{i:000}", Tile),
    }).Replace($"\"{Mark}\"", Mark, StringComparison.Ordinal);

    private static object Tile(int i)
    {
        const double Size = 3840;
        const double Step = 3500;
        var (x, y) = (i % Columns * Step, i / Columns * Step);
        return new
        {
            tileId = $"{Mark}_{i:000}",
            layout = new { sectionId = $"{Mark}.0", imageRow = i / Columns, imageCol = i % Columns, stageX = x, stageY = y, rotation = 0.0 },
            z = Mark,
            minX = x,
            minY = y,
            maxX = x + Size,
            maxY = y + Size,
            width = Size,
            height = Size,
            minIntensity = 0.0,
            maxIntensity = 255.0,
            mipmapLevels = new Dictionary<string, object> { ["0"] = new { imageUrl = $"file:///data/raw/{Mark}.0/{Mark}_{i:000}.tif" } },
            transforms = new
            {
                type = "list",
                specList = new[]
                {
                    new
                    {
                        type = "leaf",
                        className = "mpicbg.trakem2.transform.AffineModel2D",
                        dataString = string.Create(CultureInfo.InvariantCulture, $"1.0 0.0 0.0 1.0 {x} {y}"),
                    },
                },
            },
        };
    }

    private static Uri Relative(string path) => new(path, UriKind.Relative);

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
