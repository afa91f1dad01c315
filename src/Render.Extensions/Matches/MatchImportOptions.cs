namespace Render;

/// <summary>How matches are sent.</summary>
public sealed record MatchImportOptions
{
    /// <summary>The most pairs in one request. Default: 250.</summary>
    public int PairsPerRequest { get; init; } = 250;

    /// <summary>The most points in one request, unless a single pair has more. Default: 50,000, which is about 4 MB.</summary>
    public int PointsPerRequest { get; init; } = 50_000;

    /// <summary>Requests side by side. Default: 4.</summary>
    public int Parallelism { get; init; } = OrderedParallel.DefaultParallelism;

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(PairsPerRequest, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(PointsPerRequest, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Parallelism, 1);
    }
}
