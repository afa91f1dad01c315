using System.Collections.ObjectModel;
using Render.Transforms;

namespace Render;

/// <summary>A layer as it goes to a file: tiles by id, and the transforms that they refer to.</summary>
/// <param name="Tiles">The tiles, in the order in which the server sorts them.</param>
/// <param name="Shared">The transforms that the tiles refer to, by id; none when references are resolved.</param>
internal sealed record ExportedLayer(IReadOnlyList<TileSpec> Tiles, IReadOnlyDictionary<string, TransformSpec> Shared)
{
    public static ExportedLayer Of(ResolvedTileSpecCollection layer, bool resolveReferences)
    {
        if (resolveReferences)
            return new(layer.Resolve(), ReadOnlyDictionary<string, TransformSpec>.Empty);

        // A map has no order; files that hold the same should be the same.
        TileSpec[] tiles = [.. (layer.TileIdToSpecMap ?? ReadOnlyDictionary<string, TileSpec>.Empty).Values];
        Array.Sort(tiles, static (a, b) => string.CompareOrdinal(a.TileId, b.TileId));
        return new(tiles, layer.TransformIdToSpecMap ?? ReadOnlyDictionary<string, TransformSpec>.Empty);
    }
}
