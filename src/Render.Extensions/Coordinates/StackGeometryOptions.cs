namespace Render;

/// <summary>How tiles are kept to map points on the client.</summary>
public sealed record StackGeometryOptions
{
    /// <summary>How points of the world are mapped back. Default: as the server does it.</summary>
    public InverseMapping Inverse { get; init; }

    /// <summary>
    /// How many tiles are kept, at least 1; those that were used least recently are forgotten, whole layers at a time. A tile with a lens
    /// correction takes about 30 kB once points were mapped back into it. Default: 20,000.
    /// </summary>
    public int MaxCachedTiles { get; init; } = 20_000;

    /// <summary>How many layers, or batches of tiles, are read side by side, at least 1. Default: 4.</summary>
    public int ReadParallelism { get; init; } = OrderedParallel.DefaultParallelism;

    /// <summary>How many points of a stream are mapped together, at least 1. Default: 100,000.</summary>
    public int PointsPerBatch { get; init; } = 100_000;

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxCachedTiles, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(ReadParallelism, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(PointsPerBatch, 1);
        if (!Enum.IsDefined(Inverse))
            throw new ArgumentOutOfRangeException(nameof(Inverse), Inverse, "This is no way to map points back.");
    }
}
