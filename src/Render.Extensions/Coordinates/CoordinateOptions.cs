namespace Render;

/// <summary>How many points are mapped at a time.</summary>
public sealed record CoordinateOptions
{
    /// <summary>Points in one request. Default: 25,000, as the server's own clients use.</summary>
    public int PointsPerRequest { get; init; } = 25_000;

    /// <summary>Requests side by side. Default: 4.</summary>
    public int Parallelism { get; init; } = OrderedParallel.DefaultParallelism;

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(PointsPerRequest, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Parallelism, 1);
    }
}
