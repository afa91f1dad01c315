namespace Render.LocalServer;

/// <summary>Groups the tiles of a layer by the point matches between them.</summary>
internal static class TileClusters
{
    /// <summary>Finds the sets of tiles that pairs of a collection hold together, directly or by way of other tiles of the layer.</summary>
    /// <param name="session">Where the pairs are.</param>
    /// <param name="layer">The tiles of the layer; their sections are the groups of the pairs.</param>
    /// <param name="collection">The collection.</param>
    /// <returns>The sets, the largest first. Tiles without a match are in none.</returns>
    public static IReadOnlyList<IReadOnlyList<TileBounds>> Find(Session session, IReadOnlyList<TileBounds> layer, long collection)
    {
        Dictionary<(string?, string), int> indexes = [];
        for (var i = 0; i < layer.Count; i++)
            indexes.Add((layer[i].SectionId, layer[i].TileId!), i);

        var sets = new DisjointSets(layer.Count);
        List<int> matched = [];
        foreach (var section in layer.Select(tile => tile.SectionId).OfType<string>().Distinct().Order(StringComparer.Ordinal))
        {
            foreach (var pair in session.Pairs(collection, PairFilter.PGroup(section), withMatches: false))
            {
                if (indexes.TryGetValue((pair.PGroupId, pair.PId), out var p) && indexes.TryGetValue((pair.QGroupId, pair.QId), out var q))
                {
                    sets.Join(p, q);
                    matched.AddRange([p, q]);
                }
            }
        }

        return
        [
            .. matched
                .Distinct()
                .GroupBy(sets.Find)
                .Select(set => JavaHashOrder.Of([.. set.Select(tile => layer[tile])], tile => tile.TileId!))
                .OrderByDescending(set => set.Count),
        ];
    }
}
