namespace Render;

/// <summary>Sorts tiles as the server of the line 4.3 does.</summary>
internal static class TileOrdering
{
    /// <summary>Sorts tiles. They stay as they are.</summary>
    public static IReadOnlyList<TileSpec> Sort(IEnumerable<TileSpec> tiles, TileSpecOrder order)
    {
        if (order == TileSpecOrder.DescendingTileId)
            return [.. tiles.OrderByDescending(tile => tile.TileId, StringComparer.Ordinal)];

        // Without a group a tile is the last, in an order that is descending.
        return order == TileSpecOrder.ClusterGroupId
            ? [.. tiles.OrderByDescending(tile => tile.GroupId, StringComparer.Ordinal).ThenBy(tile => tile.TileId, StringComparer.Ordinal)]
            : [.. tiles.OrderBy(tile => tile.TileId, StringComparer.Ordinal)];
    }
}
