using System.Runtime.CompilerServices;
using Render.Transforms;

namespace Render;

/// <summary>Hands the layers of one stack to the import of another.</summary>
internal static class LayerBatches
{
    /// <summary>Batches of the tiles of a layer, with the transforms that the tiles of this layer share.</summary>
    public static async IAsyncEnumerable<TileBatch> OfLayers(
        IAsyncEnumerable<ResolvedTileSpecCollection> layers,
        CopyOptions options,
        ImportOptions import,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var known = SharedTransforms.Index(import.SharedTransforms);
        long first = 0;
        await foreach (var layer in layers.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            var exported = ExportedLayer.Of(layer, options.ResolveReferences);
            var shared = known.Count == 0 ? exported.Shared : Union(known, exported.Shared);
            if (import.FlattenReferences)
                shared = SharedTransforms.Index(shared.Values, flatten: true);

            var tiles = options.Change is { } change ? exported.Tiles.Select(change).OfType<TileSpec>() : exported.Tiles;
            foreach (var batch in tiles.Chunk(import.MaxTilesPerRequest))
            {
                yield return new ObjectTileBatch(first, batch, shared);
                first += batch.Length;
            }
        }
    }

    private static Dictionary<string, TransformSpec> Union(
        Dictionary<string, TransformSpec> known, IReadOnlyDictionary<string, TransformSpec> ofLayer)
    {
        var union = new Dictionary<string, TransformSpec>(known, StringComparer.Ordinal);
        foreach (var (id, transform) in ofLayer)
            union[id] = transform;

        return union;
    }
}
