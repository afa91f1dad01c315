using BenchmarkDotNet.Running;
using Render.Benchmarks.Import;

// dotnet run -c Release --project bench/Render.Benchmarks -- import        measures imports as a whole
// dotnet run -c Release --project bench/Render.Benchmarks -- --filter '*'  runs the micro benchmarks
switch (args)
{
    case ["import"]:
        return await ImportMeasurement.RunAsync();
    default:
        BenchmarkSwitcher.FromAssembly(typeof(ImportMeasurement).Assembly).Run(args);
        return 0;
}
