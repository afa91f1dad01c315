namespace Render;

/// <summary>What of the matches is read.</summary>
public sealed record MatchQuery
{
    /// <summary>Whether the points come along, or only their number. Default: <c>true</c>.</summary>
    public bool IncludePoints { get; init; } = true;

    /// <summary>
    /// Names of further collections of the same owner. The points of a pair that several collections have are put together, those of
    /// the queried collection first.
    /// </summary>
    public IReadOnlyList<string> MergeCollections { get; init; } = [];

    // The server cannot leave points out and merge at once.
    internal bool? ExcludeDetails => IncludePoints || MergeCollections.Count > 0 ? null : true;

    internal IReadOnlyList<string>? Merged => MergeCollections.Count == 0 ? null : MergeCollections;

    internal void Validate() => ArgumentNullException.ThrowIfNull(MergeCollections);

    internal CanvasMatches Apply(CanvasMatches matches)
    {
        if (!IncludePoints)
        {
            matches.Matches = null;
        }

        return matches;
    }
}
