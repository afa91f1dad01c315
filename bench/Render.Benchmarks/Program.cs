using System.Globalization;
using BenchmarkDotNet.Running;
using Render.Benchmarks.Cold;
using Render.Benchmarks.Coordinates;
using Render.Benchmarks.Http;
using Render.Benchmarks.Import;
using Render.Benchmarks.Json;
using Render.Benchmarks.Matches;
using Render.Benchmarks.Pairs;
using Render.Benchmarks.Server;
using Render.Benchmarks.Transforms;

// bench/README.md says what each of these measures.
switch (args)
{
    case ["import"]:
        return await ImportMeasurement.RunAsync();
    case ["import-lens"]:
        return await LensImportMeasurement.RunAsync();
    case ["import-lens", "memory", var tiles]:
        return await LensImportMeasurement.PrintPeakAsync(int.Parse(tiles, CultureInfo.InvariantCulture));
    case ["cold"]:
        return await ColdStartMeasurement.RunAsync();
    case ["json", .. var files]:
        return TileJsonRatio.Run(files);
    case ["http"]:
        return await TypedGetRatio.RunAsync();
    case ["stream"]:
        return await StreamedReadRatio.RunAsync();
    case ["matches"]:
        return await MatchMeasurement.RunAsync();
    case ["transforms"]:
        return await TransformRatios.RunAsync();
    case ["pairs"]:
        return await PairMeasurement.RunAsync();
    case ["mapping"]:
        return await MappingMeasurement.RunAsync();
    case ["server-scale", .. var tiles]:
        return await ServerScale.RunAsync(
            tiles is [] ? [1_000_000, 10_000_000] : [.. tiles.Select(count => int.Parse(count, CultureInfo.InvariantCulture))]);
    default:
        BenchmarkSwitcher.FromAssembly(typeof(ImportMeasurement).Assembly).Run(args);
        return 0;
}
