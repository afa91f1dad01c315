using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Render.Benchmarks.Import;

namespace Render.Benchmarks.Json;

/// <summary>
/// Reads typed tile specs from JSON in memory, a few sections at a time as they come from a server, beside a pass of the framework's
/// reader over the same bytes that keeps nothing.
/// </summary>
internal static class TileJsonRatio
{
    private const int Runs = 15;
    private const int SectionsAtATime = 20;
    private const int Sections = 500;
    private const double Wanted = 0.4;

    private static readonly JsonTypeInfo<IReadOnlyList<TileSpec>> Tiles = RenderJson.TypeInfo<IReadOnlyList<TileSpec>>();

    /// <summary>Measures the guide's tiles, and those of the files that are named.</summary>
    /// <returns>0 if the aim is reached on the guide's tiles.</returns>
    public static int Run(IReadOnlyList<string> files)
    {
        var guide = Measure("the guide's tiles", [.. GuideTiles.Sections(Sections)
            .Chunk(SectionsAtATime * GuideTiles.InSection)
            .Select(tiles => JsonSerializer.SerializeToUtf8Bytes(tiles, Tiles))]);
        foreach (var file in files)
        {
            Measure(Path.GetFileName(file), [File.ReadAllBytes(file)]);
        }

        return guide >= Wanted ? 0 : 1;
    }

    private static double Measure(string name, byte[][] documents)
    {
        var bare = TimeSpan.MaxValue;
        var typed = TimeSpan.MaxValue;
        var count = 0;
        for (var run = 0; run < Runs; run++)
        {
            var start = Stopwatch.GetTimestamp();
            foreach (var json in documents)
            {
                var reader = new Utf8JsonReader(json);
                while (reader.Read())
                {
                }
            }

            bare = Min(bare, Stopwatch.GetElapsedTime(start));

            start = Stopwatch.GetTimestamp();
            count = documents.Sum(json => JsonSerializer.Deserialize(json, Tiles)!.Count);
            typed = Min(typed, Stopwatch.GetElapsedTime(start));
        }

        var ratio = bare / typed;
        var bytes = documents.Sum(json => (double)json.Length);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: {count:N0} tiles of {bytes / count:N0} bytes; bare {bytes / bare.TotalSeconds / 1e6:N0} MB/s, typed {bytes / typed.TotalSeconds / 1e6:N0} MB/s: {ratio:0.00} of it (wanted: {Wanted})"));
        return ratio;
    }

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
