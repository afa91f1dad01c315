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

    /// <summary>Unites collections, such as those of several layers. Of tiles or transforms with the same id the last one counts.</summary>
    /// <param name="collections">The collections. They stay as they are.</param>
    /// <returns>All tiles and all transforms.</returns>
    public static ResolvedTileSpecCollection Combine(this IEnumerable<ResolvedTileSpecCollection> collections)
    {
        ArgumentNullException.ThrowIfNull(collections);
        Dictionary<string, TileSpec> tiles = new(StringComparer.Ordinal);
        Dictionary<string, TransformSpec> transforms = new(StringComparer.Ordinal);
        foreach (var collection in collections)
        {
            foreach (var (id, tile) in collection.TileIdToSpecMap ?? ReadOnlyDictionary<string, TileSpec>.Empty)
                tiles[id] = tile;

            foreach (var (id, transform) in collection.TransformIdToSpecMap ?? ReadOnlyDictionary<string, TransformSpec>.Empty)
                transforms[id] = transform;
        }

        return new ResolvedTileSpecCollection { TileIdToSpecMap = tiles, TransformIdToSpecMap = transforms };
    }

    /// <summary>Puts tiles and the transforms that they share together, as the server takes and gives them.</summary>
    /// <param name="tiles">The tiles, each with an id.</param>
    /// <param name="sharedTransforms">The transforms, each with an id.</param>
    /// <returns>Both by id. Of several with the same id the last one counts.</returns>
    /// <exception cref="RenderException">A transform has no id.</exception>
    public static ResolvedTileSpecCollection ToCollection(this IEnumerable<TileSpec> tiles, params IEnumerable<TransformSpec> sharedTransforms)
    {
        ArgumentNullException.ThrowIfNull(tiles);
        Dictionary<string, TileSpec> byId = new(StringComparer.Ordinal);
        foreach (var tile in tiles)
            byId[tile.TileId] = tile;

        return new ResolvedTileSpecCollection { TileIdToSpecMap = byId, TransformIdToSpecMap = SharedTransforms.Index(sharedTransforms) };
    }
}
