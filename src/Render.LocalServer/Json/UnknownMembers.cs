namespace Render.LocalServer;

/// <summary>Drops members that the contract, or the line, does not know from tiles, as the Java server does. Other models never keep them here.</summary>
internal static class UnknownMembers
{
    public static void Drop(TileSpec tile, LineRules rules)
    {
        tile.AdditionalProperties = null;
        tile.Layout?.AdditionalProperties = null;
        tile.MipmapPathBuilder?.AdditionalProperties = null;
        tile.FilterSpec = Known(tile.FilterSpec, rules);
        Drop(tile.MipmapLevels);
        foreach (var channel in tile.Channels ?? [])
        {
            channel.AdditionalProperties = null;
            channel.MipmapPathBuilder?.AdditionalProperties = null;
            channel.FilterSpec = Known(channel.FilterSpec, rules);
            Drop(channel.MipmapLevels);
        }
    }

    private static FilterSpec? Known(FilterSpec? filter, LineRules rules)
    {
        filter?.AdditionalProperties = null;
        return rules.HasTileFilters ? filter : null;
    }

    private static void Drop(IReadOnlyDictionary<string, ImageAndMask>? levels)
    {
        if (levels is null)
            return;

        foreach (var image in levels.Values)
            image.AdditionalProperties = null;
    }
}
