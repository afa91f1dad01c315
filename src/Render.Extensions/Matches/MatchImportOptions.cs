namespace Render;

/// <summary>How matches are sent.</summary>
public sealed record MatchImportOptions
{
    /// <summary>The most pairs in one request. Default: 500.</summary>
    public int PairsPerRequest { get; init; } = 500;

    /// <summary>The most points in one request, unless a single pair has more. Default: 100,000, which is about 8 MB.</summary>
    public int PointsPerRequest { get; init; } = 100_000;

    /// <summary>Requests side by side. Default: 4.</summary>
    public int Parallelism { get; init; } = OrderedParallel.DefaultParallelism;
}
