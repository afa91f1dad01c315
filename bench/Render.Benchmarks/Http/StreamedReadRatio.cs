using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Render.Benchmarks.Import;

namespace Render.Benchmarks.Http;

/// <summary>The largest answer that the server gives, 50,000 tiles, read while it arrives and read as a whole.</summary>
internal static class StreamedReadRatio
{
    private const int Tiles = 50_000;
    private const int Runs = 7;
    private const double WantedTime = 1.2;
    private const double WantedMemory = 0.05;

    public static async Task<int> RunAsync()
    {
        var answer = JsonSerializer.SerializeToUtf8Bytes(
            new ResolvedTileSpecCollection { TileIdToSpecMap = GuideTiles.Sections(Tiles / GuideTiles.InSection).ToDictionary(tile => tile.TileId) },
            RenderJson.TypeInfo<ResolvedTileSpecCollection>());
        var sections = new SectionsClient(new HttpClient(new StubHandler(answer)) { BaseAddress = new Uri("http://localhost/render-ws/") });

        var whole = Cost.Worst;
        var streamed = Cost.Worst;
        for (int run = 0; run < Runs; run++)
        {
            whole = Cost.Least(whole, await MeasureAsync(() => ReadWholeAsync(sections)));
            streamed = Cost.Least(streamed, await MeasureAsync(() => ReadStreamedAsync(sections)));
        }

        double time = streamed.Time / whole.Time;
        double memory = (double)streamed.Held / whole.Held;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Tiles} tiles, {answer.Length / 1e6:0} MB: streamed {streamed}, as a whole {whole}: {time:0.00} x the time (wanted: {WantedTime:0.0}), {memory:0.000} x the memory (wanted: {WantedMemory:0.00})"));
        return time <= WantedTime && memory <= WantedMemory ? 0 : 1;
    }

    private static async Task<long> ReadWholeAsync(SectionsClient sections)
    {
        var layer = await sections.GetLayerResolvedTilesAsync("o", "p", "s", 1);
        long held = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(layer);
        return held;
    }

    private static async Task<long> ReadStreamedAsync(SectionsClient sections)
    {
        long held = 0;
        int count = 0;
        await foreach (var spec in sections.StreamLayerResolvedTilesAsync("o", "p", "s", 1))
        {
            if (++count == Tiles)
            {
                held = GC.GetTotalMemory(forceFullCollection: true);
                GC.KeepAlive(spec);
            }
        }

        return held;
    }

    private static async Task<Cost> MeasureAsync(Func<Task<long>> readAsync)
    {
        long before = GC.GetTotalMemory(forceFullCollection: true);
        long start = Stopwatch.GetTimestamp();
        long held = await readAsync();
        return new Cost(Stopwatch.GetElapsedTime(start), held - before);
    }

    private readonly record struct Cost(TimeSpan Time, long Held)
    {
        public static Cost Worst => new(TimeSpan.MaxValue, long.MaxValue);

        public static Cost Least(Cost a, Cost b) => new(a.Time < b.Time ? a.Time : b.Time, Math.Min(a.Held, b.Held));

        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture, $"{Time.TotalMilliseconds:0} ms and {Held / 1e6:0.00} MB held");
    }
}
