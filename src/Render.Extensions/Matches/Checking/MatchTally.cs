namespace Render;

/// <summary>Counts what a check finds, and keeps the first of each kind.</summary>
internal sealed class MatchTally(int findingsPerProblem)
{
    private readonly SortedDictionary<MatchProblem, long> counts = [];
    private readonly Dictionary<MatchProblem, int> kept = [];
    private readonly List<MatchFinding> findings = [];

    public long Pairs { get; set; }

    public long Points { get; set; }

    public MatchCheckReport Report => new() { PairCount = Pairs, PointCount = Points, Counts = counts, Findings = findings };

    public void Add(MatchProblem problem, long index, CanvasId p, CanvasId q, string detail, int count = 1)
    {
        counts[problem] = counts.GetValueOrDefault(problem) + count;
        var number = kept.GetValueOrDefault(problem);
        if (number < findingsPerProblem)
        {
            kept[problem] = number + 1;
            findings.Add(new MatchFinding(problem, index, p, q, count, detail));
        }
    }
}
