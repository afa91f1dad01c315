using System.Globalization;

namespace Render;

/// <summary>Where matches are wrong, by themselves or beside a stack.</summary>
public sealed record MatchCheckReport
{
    /// <summary>Pairs that were looked at.</summary>
    public long PairCount { get; init; }

    /// <summary>Their points, as far as their lengths agree.</summary>
    public long PointCount { get; init; }

    /// <summary>How often each problem occurs; problems that do not occur are left out.</summary>
    public IReadOnlyDictionary<MatchProblem, long> Counts { get; init; } = new Dictionary<MatchProblem, long>();

    /// <summary>The first findings of each problem, in the order of the pairs.</summary>
    public IReadOnlyList<MatchFinding> Findings { get; init; } = [];

    /// <summary>Whether nothing is wrong.</summary>
    public bool IsClean => Counts.Count == 0;

    /// <summary>How often a problem occurs.</summary>
    /// <param name="problem">The problem.</param>
    /// <returns>Pairs, sides or points, as the problem says; 0 when it does not occur.</returns>
    public long Count(MatchProblem problem) => Counts.GetValueOrDefault(problem);

    /// <summary>Insists that nothing is wrong.</summary>
    /// <returns>This report.</returns>
    /// <exception cref="RenderException">Something is; the message has the numbers and the first finding.</exception>
    public MatchCheckReport EnsureClean() => IsClean ? this : throw new RenderException($"{this} The first is {(Findings is [var first, ..] ? first : "not kept")}.");

    /// <summary>One sentence with the numbers.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{PairCount} pairs with {PointCount} points: {(IsClean ? "nothing is wrong" : string.Join(", ", Counts.Select(count => $"{count.Key} {count.Value}")))}.");
}
