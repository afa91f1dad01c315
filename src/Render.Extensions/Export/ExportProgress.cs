namespace Render;

/// <summary>How far an export is. Reported after every layer.</summary>
/// <param name="LayersDone">Layers that are done: written, found without tiles, or kept as they were.</param>
/// <param name="LayersKept">Those of them whose files were there already.</param>
/// <param name="LayersTotal">All layers that are asked for.</param>
/// <param name="TilesWritten">Tiles written.</param>
/// <param name="Elapsed">Time since the start.</param>
public readonly record struct ExportProgress(int LayersDone, int LayersKept, int LayersTotal, long TilesWritten, TimeSpan Elapsed)
{
    /// <summary>Tiles written per second, on average.</summary>
    public double TilesPerSecond => Elapsed > TimeSpan.Zero ? TilesWritten / Elapsed.TotalSeconds : 0;

    /// <summary>Time left at the average rate, or <c>null</c> while that is unknown.</summary>
    public TimeSpan? Remaining => LayersDone > LayersKept
        ? Elapsed * ((double)(LayersTotal - LayersDone) / (LayersDone - LayersKept))
        : null;
}
