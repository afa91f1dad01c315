using System.Diagnostics;

namespace Render;

/// <summary>Counts what an export writes, for all of its workers.</summary>
internal sealed class ExportTally(RenderStack stack, IProgress<ExportProgress>? progress)
{
    private readonly Lock gate = new();
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly SortedDictionary<double, string> tileFiles = [];
    private readonly SortedDictionary<double, string> transformFiles = [];
    private readonly List<string> removedFiles = [];
    private readonly List<string> otherFiles = [];
    private int layersTotal;
    private int layersDone;
    private int layersKept;
    private int layersWritten;
    private long tiles;
    private long bytes;

    /// <summary>Says how many layers there are, before the first of them.</summary>
    public void Expect(int layers) => layersTotal = layers;

    /// <summary>Counts a layer that is written, or has no tiles.</summary>
    public void Done(int tilesOfLayer)
    {
        lock (gate)
        {
            tiles += tilesOfLayer;
            layersWritten += tilesOfLayer > 0 ? 1 : 0;
            layersDone++;
            Report();
        }
    }

    public void Keep(int layersOfFile)
    {
        lock (gate)
        {
            layersKept += layersOfFile;
            layersDone += layersOfFile;
            Report();
        }
    }

    /// <summary>Notes files that are whole, the tiles' and the one with their transforms; with no length, those that were there before.</summary>
    public void Files(double z, string tileFile, string? transformFile, long length = 0)
    {
        lock (gate)
        {
            tileFiles[z] = tileFile;
            if (transformFile is not null)
                transformFiles[z] = transformFile;

            bytes += length;
        }
    }

    /// <summary>Notes a file of an earlier export that is gone.</summary>
    public void Remove(string path) => removedFiles.Add(path);

    /// <summary>Notes a file of an earlier export that stays.</summary>
    public void Leave(string path) => otherFiles.Add(path);

    public ExportReport ToReport()
    {
        lock (gate)
        {
            return new ExportReport
            {
                Stack = stack.ToString(),
                TileFiles = [.. tileFiles.Values],
                TransformFiles = [.. transformFiles.Values],
                RemovedFiles = [.. removedFiles.Order(StringComparer.Ordinal)],
                OtherFiles = [.. otherFiles.Order(StringComparer.Ordinal)],

                // One file for all layers counts when it is whole.
                LayersWritten = tileFiles.Count > 0 ? layersWritten : 0,
                LayersKept = layersKept,
                TilesWritten = tileFiles.Count > 0 ? tiles : 0,
                BytesWritten = bytes,
                Elapsed = clock.Elapsed,
            };
        }
    }

    // Inside of the lock, so that progress never runs backwards.
    private void Report() => progress?.Report(new ExportProgress(layersDone, layersKept, layersTotal, tiles, clock.Elapsed));
}
