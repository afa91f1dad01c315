namespace Render.Benchmarks.Import;

/// <summary>The largest working set that there was when progress was reported.</summary>
internal sealed class PeakMemory : IProgress<ImportProgress>
{
    public long Bytes { get; private set; }

    public void Report(ImportProgress value) => Bytes = Math.Max(Bytes, Environment.WorkingSet);
}
