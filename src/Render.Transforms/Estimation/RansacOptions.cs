namespace Render.Transforms;

/// <summary>How a consensus of matches is looked for. The defaults are those of the field for SIFT matches of EM tiles.</summary>
public sealed record RansacOptions
{
    /// <summary>How many samples are drawn.</summary>
    public int Iterations { get; init; } = 1000;

    /// <summary>How far a match of the consensus may be off, in pixels.</summary>
    public double MaximumError { get; init; } = 20;

    /// <summary>The share of all matches that a consensus needs, from 0 to 1.</summary>
    public double MinimumInlierRatio { get; init; }

    /// <summary>The number of matches that a consensus needs.</summary>
    public int MinimumInliers { get; init; } = 10;

    /// <summary>Matches of the consensus that are off by more than so many times the median are dropped at the end, until none is; 0 keeps them.</summary>
    public double MaximumTrust { get; init; } = 3;

    /// <summary>Where the sequence of samples starts: equal seeds give equal results.</summary>
    public int Seed { get; init; }
}
