namespace Render;

/// <summary>How matches are checked.</summary>
public sealed record MatchCheckOptions
{
    /// <summary>The space that the points are in. Default: <see cref="MatchSpace.BeforeLastTransform"/>, as the server's clients match.</summary>
    public MatchSpace Space { get; init; } = MatchSpace.BeforeLastTransform;

    /// <summary>How far outside of a tile a point may lie, in pixels of the space. Default: 1.</summary>
    public double Tolerance { get; init; } = 1;

    /// <summary>How many findings of each kind are kept; all are counted. Default: 20.</summary>
    public int FindingsPerProblem { get; init; } = 20;

    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(Space);
        ArgumentOutOfRangeException.ThrowIfNegative(FindingsPerProblem);
        if (!(Tolerance >= 0))
            throw new ArgumentOutOfRangeException(nameof(Tolerance), Tolerance, "The tolerance must be 0 pixels or more.");
    }
}
