using System.Collections.ObjectModel;
using Render.Transforms;

namespace Render;

/// <summary>Reading what tiles share.</summary>
public static class ResolvedTileSpecCollectionExtensions
{
    /// <summary>
    /// Replaces references to shared transforms by the transforms. Tiles that name the same one share one object, so that its data is
    /// parsed once.
    /// </summary>
    /// <param name="collection">Tiles and the transforms that they refer to. It stays as it is.</param>
    /// <returns>Copies of the tiles, sorted by their ids in ordinal order as the server sorts them.</returns>
    /// <exception cref="UnresolvedReferenceException">The collection lacks transforms; the message names them.</exception>
    public static IReadOnlyList<TileSpec> Resolve(this ResolvedTileSpecCollection collection)
    {
        ArgumentNullException.ThrowIfNull(collection);
        var shared = collection.TransformIdToSpecMap ?? ReadOnlyDictionary<string, TransformSpec>.Empty;
        var tiles = (collection.TileIdToSpecMap ?? ReadOnlyDictionary<string, TileSpec>.Empty).Values.ToArray();
        for (var i = 0; i < tiles.Length; i++)
        {
            tiles[i] = tiles[i].Resolve(shared);
        }

        Array.Sort(tiles, static (a, b) => string.CompareOrdinal(a.TileId, b.TileId));
        return tiles;
    }
}
