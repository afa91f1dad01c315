namespace Render;

/// <summary>How matches are checked.</summary>
public sealed record MatchCheckOptions
{
    /// <summary>
    /// The space that the points are in. Default: <see cref="MatchSpace.Normalized"/>, as the server's clients and its match trials
    /// match; of a server of the line 4.3 it is <see cref="MatchSpace.NormalizedBy"/>.
    /// </summary>
    public MatchSpace Space { get; init; } = MatchSpace.Normalized;

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
