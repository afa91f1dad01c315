using System.Globalization;

namespace Render;

/// <summary>One thing that is wrong with matches.</summary>
/// <param name="Problem">What it is.</param>
/// <param name="PairIndex">The place of the pair in the sequence of all pairs, from 0; -1 when it is about all of them.</param>
/// <param name="P">The p side; group and id may be missing.</param>
/// <param name="Q">The q side; group and id may be missing.</param>
/// <param name="Count">How often it occurs in the pair.</param>
/// <param name="Detail">What was found, and where first.</param>
public sealed record MatchFinding(MatchProblem Problem, long PairIndex, CanvasId P, CanvasId Q, int Count, string Detail)
{
    /// <summary>One line that names the pair and what was found.</summary>
    public override string ToString() => PairIndex < 0
        ? $"{Problem}: {Detail}"
        : string.Create(CultureInfo.InvariantCulture, $"{Problem} in pair {PairIndex} ({P}, {Q}): {Detail}");
}
