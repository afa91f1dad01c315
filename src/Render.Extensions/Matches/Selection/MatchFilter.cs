namespace Render;

/// <summary>Which pairs, and which of their points, are kept. The defaults keep everything.</summary>
public sealed record MatchFilter
{
    /// <summary>Points with a smaller weight are dropped. Default: none is.</summary>
    public double MinimumWeight { get; init; } = double.NegativeInfinity;

    /// <summary>Pairs that are left with fewer points are dropped. Default: 0.</summary>
    public int MinimumMatches { get; init; }

    /// <summary>Pairs that are left with more points are thinned out. Default: no limit.</summary>
    public int MaximumMatches { get; init; } = int.MaxValue;

    /// <summary>Which points of a pair that has too many are kept. Default: the heaviest.</summary>
    public MatchChoice Choice { get; init; }

    /// <summary>Where a random choice starts: equal seeds choose the same points of a pair, whatever pairs come before it.</summary>
    public int Seed { get; init; }

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(MinimumMatches);
        ArgumentOutOfRangeException.ThrowIfNegative(MaximumMatches);
        if (double.IsNaN(MinimumWeight))
            throw new ArgumentOutOfRangeException(nameof(MinimumWeight), MinimumWeight, "The least weight must be a number.");

        if (!Enum.IsDefined(Choice))
            throw new ArgumentOutOfRangeException(nameof(Choice), Choice, "This is no way to choose points.");
    }
}
