using BenchmarkDotNet.Running;
using Render.Benchmarks.Http;

// dotnet run -c Release --project bench/Render.Benchmarks -- http          a typed GET against one by hand
// dotnet run -c Release --project bench/Render.Benchmarks -- --filter '*'  runs the micro benchmarks
switch (args)
{
    case ["http"]:
        return await TypedGetRatio.RunAsync();
    default:
        BenchmarkSwitcher.FromAssembly(typeof(TypedGet).Assembly).Run(args);
        return 0;
}
