using System.Collections.Concurrent;
using System.Collections.ObjectModel;
using Render.Transforms;

namespace Render;

/// <summary>Changes the transforms of the tiles of whole layers.</summary>
/// <param name="changeOf">The change of a tile, or <c>null</c> for none.</param>
/// <param name="options">What a change does.</param>
internal sealed class LayerEdit(Func<string, TransformSpec?> changeOf, TransformChangeOptions options)
{
    private readonly Dictionary<string, TransformSpec> known = SharedTransforms.Index(options.Import.SharedTransforms);

    /// <summary>Reads layers and changes them, several side by side; what goes to the target is left.</summary>
    /// <exception cref="TransformChangeException">Tiles of a layer cannot be changed.</exception>
    public IAsyncEnumerable<ResolvedTileSpecCollection> ReadAsync(
        RenderStack source, IEnumerable<double> zValues, CancellationToken cancellationToken) =>
        zValues.SelectParallel(
            options.ReadParallelism,
            async (z, token) =>
            {
                ConcurrentBag<string> faulty = [];
                var changed = Apply(await source.GetResolvedTilesAsync(z, token).ConfigureAwait(false), faulty.Add);
                return faulty.IsEmpty ? changed : throw Fault(faulty);
            },
            cancellationToken);

    /// <summary>Makes sure that what can only be seen with the tiles at hand is in order, before anything is sent.</summary>
    /// <exception cref="TransformChangeException">Tiles cannot be changed; all of them are named.</exception>
    public async Task CheckAsync(RenderStack source, IEnumerable<double> zValues, CancellationToken cancellationToken)
    {
        if (!TransformEditing.NeedsAffineTransforms(options.Edit))
            return;

        ConcurrentBag<string> faulty = [];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.ReadParallelism, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(
            zValues,
            parallel,
            async (z, token) => Apply(await source.GetResolvedTilesAsync(z, token).ConfigureAwait(false), faulty.Add)).ConfigureAwait(false);
        if (!faulty.IsEmpty)
            throw Fault(faulty);
    }

    private static TransformChangeException Fault(IEnumerable<string> tileIds) => new(
        "cannot be concatenated, because the last transform or the change is not affine",
        [.. tileIds.Order(StringComparer.Ordinal)],
        $"Use {nameof(TransformEdit)}.{nameof(TransformEdit.Append)}, or name the shared transforms that are referred to.");

    private ResolvedTileSpecCollection Apply(ResolvedTileSpecCollection layer, Action<string> report)
    {
        var shared = layer.TransformIdToSpecMap ?? ReadOnlyDictionary<string, TransformSpec>.Empty;
        if (known.Count > 0)
            shared = shared.Concat(known).DistinctBy(entry => entry.Key).ToDictionary(StringComparer.Ordinal);

        Dictionary<string, TileSpec> tiles = new(StringComparer.Ordinal);
        foreach (var (id, tile) in layer.TileIdToSpecMap ?? ReadOnlyDictionary<string, TileSpec>.Empty)
        {
            if (changeOf(tile.TileId) is { } change)
            {
                if (TryApply(tile.Transforms, change, shared) is { } transforms)
                {
                    tile.Transforms = transforms;
                    tiles.Add(id, tile);
                }
                else
                {
                    report(tile.TileId);
                }
            }
            else if (options.IncludeUnchanged)
            {
                tiles.Add(id, tile);
            }
        }

        return new ResolvedTileSpecCollection { TileIdToSpecMap = tiles, TransformIdToSpecMap = new Dictionary<string, TransformSpec>(shared) };
    }

    private ListTransform? TryApply(ListTransform? current, TransformSpec change, IReadOnlyDictionary<string, TransformSpec> shared)
    {
        try
        {
            return TransformEditing.TryApply(current, change, options.Edit, shared);
        }
        catch (UnresolvedReferenceException)
        {
            return null;
        }
    }
}
