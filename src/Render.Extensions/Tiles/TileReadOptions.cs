namespace Render;

/// <summary>How tiles of several layers are read.</summary>
public sealed record TileReadOptions
{
    /// <summary>
    /// How many layers are asked for side by side, or wait to be taken: what bounds the memory that a whole stack needs. Default: 4.
    /// </summary>
    public int Parallelism { get; init; } = OrderedParallel.DefaultParallelism;

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Parallelism, 1);
    }
}
