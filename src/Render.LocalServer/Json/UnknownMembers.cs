namespace Render.LocalServer;

/// <summary>Drops members that the contract does not know from tiles, as the Java server does. Other models never keep them here.</summary>
internal static class UnknownMembers
{
    public static void Drop(TileSpec tile)
    {
        tile.AdditionalProperties = null;
        tile.Layout?.AdditionalProperties = null;
        tile.MipmapPathBuilder?.AdditionalProperties = null;
        Drop(tile.MipmapLevels);
        foreach (var channel in tile.Channels ?? [])
        {
            channel.AdditionalProperties = null;
            channel.MipmapPathBuilder?.AdditionalProperties = null;
            Drop(channel.MipmapLevels);
        }
    }

    private static void Drop(IReadOnlyDictionary<string, ImageAndMask>? levels)
    {
        if (levels is null)
            return;

        foreach (var image in levels.Values)
            image.AdditionalProperties = null;
    }
}
