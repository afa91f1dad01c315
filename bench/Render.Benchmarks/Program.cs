using BenchmarkDotNet.Running;
using Render.Benchmarks.Coordinates;
using Render.Benchmarks.Http;
using Render.Benchmarks.Import;
using Render.Benchmarks.Json;
using Render.Benchmarks.Matches;
using Render.Benchmarks.Pairs;
using Render.Benchmarks.Transforms;

// bench/README.md says what each of these measures.
// dotnet run -c Release --project bench/Render.Benchmarks -- import        measures imports as a whole
// dotnet run -c Release --project bench/Render.Benchmarks -- import-lens   imports of lens tiles, with a journal, against Python (in the root folder)
// dotnet run -c Release --project bench/Render.Benchmarks -- json          reading typed tile specs against a bare reader
// dotnet run -c Release --project bench/Render.Benchmarks -- http          a typed GET against one by hand
// dotnet run -c Release --project bench/Render.Benchmarks -- stream        a large answer while it arrives against one that is read as a whole
// dotnet run -c Release --project bench/Render.Benchmarks -- matches       pairs of matches there and back against render-python's json.dumps
// dotnet run -c Release --project bench/Render.Benchmarks -- --filter '*'  runs the micro benchmarks
switch (args)
{
    case ["import"]:
        return await ImportMeasurement.RunAsync();
    case ["import-lens"]:
        return await LensImportMeasurement.RunAsync();
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
    default:
        BenchmarkSwitcher.FromAssembly(typeof(ImportMeasurement).Assembly).Run(args);
        return 0;
}
