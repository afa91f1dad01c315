namespace Render;

/// <summary>How tiles of several layers are read.</summary>
public sealed record TileReadOptions
{
    /// <summary>
    /// How many layers are asked for side by side, or wait to be taken: what bounds the memory that a whole stack needs. Default: 4.
    /// </summary>
    public int Parallelism { get; init; } = OrderedParallel.DefaultParallelism;

    /// <summary>
    /// Only tiles whose id matches: a regular expression that is sought anywhere in the id. All tiles when <c>null</c> or empty. Servers of the line
    /// 4.3 look for these tiles themselves; from others all come, and the rest is left out here.
    /// </summary>
    public string? TileIdPattern { get; init; }

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Parallelism, 1);
    }
}
