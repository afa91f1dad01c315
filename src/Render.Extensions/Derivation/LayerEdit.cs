using System.Collections.Concurrent;
using System.Collections.ObjectModel;
using System.Globalization;
using Render.Transforms;

namespace Render;

/// <summary>Changes the transforms of the tiles of whole layers.</summary>
/// <param name="changeOf">The change of a tile, or <c>null</c> for none.</param>
/// <param name="options">What a change does.</param>
internal sealed class LayerEdit(Func<string, TransformSpec?> changeOf, TransformChangeOptions options)
{
    private readonly Dictionary<string, TransformSpec> given = SharedTransforms.Index(options.Import.SharedTransforms);
    private readonly TransformHashes hashes = new();

    /// <summary>Reads layers and changes them, several side by side; what goes to the target is left.</summary>
    /// <exception cref="RenderException">Tiles cannot be changed that could be when they were checked.</exception>
    public IAsyncEnumerable<ResolvedTileSpecCollection> ReadAsync(
        RenderStack source, IEnumerable<double> zValues, CancellationToken cancellationToken) =>
        zValues.SelectParallel(
            options.ReadParallelism,
            async (z, token) =>
            {
                ConcurrentDictionary<string, string> faults = new(StringComparer.Ordinal);
                var changed = Apply(await source.GetResolvedTilesAsync(z, token).ConfigureAwait(false), faults);
                return faults.IsEmpty ? changed : throw Changed(source, z, faults.First());
            },
            cancellationToken);

    /// <summary>Makes sure that what can only be seen with the tiles at hand is in order, before anything is sent.</summary>
    /// <exception cref="TransformChangeException">Tiles cannot be changed, all of them are named; or there are none.</exception>
    public async Task CheckAsync(RenderStack source, IEnumerable<double> zValues, CancellationToken cancellationToken)
    {
        long tiles = 0;
        ConcurrentDictionary<string, string> faults = new(StringComparer.Ordinal);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.ReadParallelism, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(
            zValues,
            parallel,
            async (z, token) =>
            {
                var changed = Apply(await source.GetResolvedTilesAsync(z, token).ConfigureAwait(false), faults);
                Interlocked.Add(ref tiles, changed.TileIdToSpecMap!.Count);
            }).ConfigureAwait(false);
        if (!faults.IsEmpty)
        {
            string[] ids = [.. faults.Keys.Order(StringComparer.Ordinal)];
            throw new TransformChangeException("cannot be changed", ids, $"The first one: {faults[ids[0]]}");
        }

        if (tiles == 0)
        {
            throw new TransformChangeException(
                $"The layers of {source} that are to be changed have no tiles, so that the target would be empty.", "Name others.");
        }
    }

    private static RenderException Changed(RenderStack source, double z, KeyValuePair<string, string> fault) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"Layer {z} of {source} has changed since it was checked: somebody else is writing. Tile '{fault.Key}' cannot be changed any more: {fault.Value} Derive again."));

    private ResolvedTileSpecCollection Apply(ResolvedTileSpecCollection layer, ConcurrentDictionary<string, string> faults)
    {
        var own = layer.TransformIdToSpecMap ?? ReadOnlyDictionary<string, TransformSpec>.Empty;
        var shared = given.Count == 0 ? own : given.Concat(own).DistinctBy(entry => entry.Key).ToDictionary(StringComparer.Ordinal);
        string[] redefined = [.. own.Where(IsRedefined).Select(entry => entry.Key)];
        Dictionary<string, TileSpec> tiles = new(StringComparer.Ordinal);
        foreach (var (id, tile) in layer.TileIdToSpecMap ?? ReadOnlyDictionary<string, TileSpec>.Empty)
        {
            var change = changeOf(tile.TileId);
            if (change is null && !options.IncludeUnchanged)
                continue;

            tiles.Add(id, tile);
            if ((Redefinition(tile, redefined, own) ?? Change(tile, change, shared)) is { } problem)
                faults.TryAdd(tile.TileId, problem);
        }

        return new ResolvedTileSpecCollection { TileIdToSpecMap = tiles, TransformIdToSpecMap = new Dictionary<string, TransformSpec>(shared) };
    }

    private bool IsRedefined(KeyValuePair<string, TransformSpec> own) =>
        given.TryGetValue(own.Key, out var other) && hashes.Of(other) != hashes.Of(own.Value);

    // The server keeps one transform for each id of a stack: what the tile has would get the new meaning, or the change the old one.
    private static string? Redefinition(TileSpec tile, string[] redefined, IReadOnlyDictionary<string, TransformSpec> own)
    {
        if (redefined.Length == 0)
            return null;

        return SharedTransforms.ReferencesOf(tile, own).Find(redefined.Contains) is { } id
            ? $"it refers to the shared transform '{id}', for which {nameof(ImportOptions)}.{nameof(ImportOptions.SharedTransforms)} has another one. "
                + "Give the new transform another id."
            : null;
    }

    // Says what is wrong with the tile or the change, or null.
    private string? Change(TileSpec tile, TransformSpec? change, IReadOnlyDictionary<string, TransformSpec> shared)
    {
        try
        {
            if (change is not null)
            {
                if (TransformEditing.TryApply(tile.Transforms, change, options.Edit, shared) is not { } changed)
                {
                    return "its last transform or the change is not affine, so that they cannot be concatenated. "
                        + $"Use {nameof(TransformEdit)}.{nameof(TransformEdit.Append)}.";
                }

                tile.Transforms = changed;
            }

            return tile.Transforms is { } transforms && TransformChanges.Fault(transforms.Resolve(shared), options.Import.Bounds) is { } fault
                ? fault.Message
                : null;
        }
        catch (UnresolvedReferenceException missing)
        {
            return $"it or its change refers to shared transforms that nobody has given: {string.Join(", ", missing.MissingIds.Select(id => $"'{id}'"))}. "
                + $"Add them to {nameof(ImportOptions)}.{nameof(ImportOptions.SharedTransforms)}.";
        }
        catch (Exception exception) when (exception is TransformDataException or InvalidTransformException)
        {
            return exception.Message;
        }
    }
}
