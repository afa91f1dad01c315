namespace Render;

/// <summary>Reads which pairs have matches already.</summary>
internal static class MatchedPairs
{
    private static readonly MatchQuery WithoutPoints = new() { IncludePoints = false };

    /// <summary>The pairs with enough matches of which p belongs to one of the groups.</summary>
    public static async Task<IReadOnlySet<(CanvasId P, CanvasId Q)>> ReadAsync(
        IEnumerable<string> groupIds, TilePairOptions options, CancellationToken cancellationToken)
    {
        HashSet<(CanvasId, CanvasId)> matched = [];
        foreach (var collection in options.ExcludeMatched)
        {
            try
            {
                foreach (string groupId in groupIds)
                {
                    var pairs = await collection.GetPGroupMatchesAsync(groupId, WithoutPoints, cancellationToken).ConfigureAwait(false);
                    matched.UnionWith(pairs
                        .Where(pair => pair.MatchCount >= options.MinExistingMatches)
                        .Select(pair => (new CanvasId(pair.PGroupId, pair.PId), new CanvasId(pair.QGroupId, pair.QId))));
                }
            }
            catch (RenderNotFoundException missing) when (missing.IsServersWord)
            {
                // The server creates a collection with its first pair.
            }
        }

        return matched;
    }
}
