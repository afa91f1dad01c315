namespace Render.Transforms;

/// <summary>How a consensus of matches is looked for. The defaults are those of the field for SIFT matches of EM tiles.</summary>
public sealed record RansacOptions
{
    /// <summary>How many samples are drawn, at least 1.</summary>
    public int Iterations { get; init; } = 1000;

    /// <summary>How far a match of the consensus may be off, in pixels; not negative.</summary>
    public double MaximumError { get; init; } = 20;

    /// <summary>The share of all matches that a consensus needs, from 0 to 1.</summary>
    public double MinimumInlierRatio { get; init; }

    /// <summary>The number of matches that a consensus needs; not negative.</summary>
    public int MinimumInliers { get; init; } = 10;

    /// <summary>Matches of the consensus that are off by more than so many times the median are dropped at the end, until none is; 0 keeps them.</summary>
    public double MaximumTrust { get; init; } = 3;

    /// <summary>Where the sequence of samples starts: equal seeds give equal results.</summary>
    public int Seed { get; init; }

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Iterations, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(MinimumInliers);
        if (!(MaximumError >= 0))
            throw new ArgumentOutOfRangeException(nameof(MaximumError), MaximumError, "The largest error must be 0 pixels or more.");

        if (MinimumInlierRatio is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(MinimumInlierRatio), MinimumInlierRatio, "The share of matches must be from 0 to 1.");

        if (MaximumTrust is not (>= 0 and < double.PositiveInfinity))
            throw new ArgumentOutOfRangeException(nameof(MaximumTrust), MaximumTrust, "The largest multiple of the median must be a positive number, or 0 for none.");
    }
}
