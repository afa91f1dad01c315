using System.Collections.Concurrent;
using System.Globalization;
using Render.Transforms;

namespace Render;

/// <summary>
/// Finds ids that a copy would give another meaning. The server keeps one transform for each id of a stack, so that tiles would get one that was
/// not meant for them. What is kept in memory are the ids, and no transform.
/// </summary>
internal sealed class CopyConflicts(RenderStack source, RenderStack target, CopyOptions options)
{
    private const int MostIds = 1_000;

    private readonly ImportOptions import = options.ImportOptions;
    private readonly TransformHashes hashes = new();

    /// <summary>Looks for conflicts before anything is sent.</summary>
    /// <param name="zValues">The layers that are copied.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    /// <exception cref="ConflictingTransformsException">There are some; the message names them.</exception>
    public async Task RequireNoneAsync(IReadOnlyList<double> zValues, CancellationToken cancellationToken)
    {
        var given = SharedTransforms.Index(import.SharedTransforms).ToDictionary(entry => entry.Key, entry => hashes.Of(entry.Value));
        if (!options.ResolveReferences && await OthersAsync(source, given, cancellationToken).ConfigureAwait(false) is [_, ..] others)
        {
            throw new ConflictingTransformsException(
                $"{nameof(ImportOptions)}.{nameof(ImportOptions.SharedTransforms)} and the source",
                others.Take(MostIds).ToDictionary(id => id, _ => $"another one in {source}"));
        }

        if (!import.CheckReferencesFirst || await FindLayersAsync(cancellationToken).ConfigureAwait(false) is not [_, ..] layers)
            return;

        // Layers that are named may not be there.
        double[] copied = options.ZValues is null
            ? [.. zValues]
            : [.. zValues.Intersect(await source.GetZValuesAsync(cancellationToken: cancellationToken).ConfigureAwait(false))];
        if (import.ExistingLayers == ExistingLayers.Replace && options.Change is null)
            layers = [.. layers.Except(copied)];

        // Only a tile that is changed on its way can refer to what is given and not in the source.
        ConcurrentDictionary<string, ulong> sent = new(options.Change is null ? [] : given, StringComparer.Ordinal);
        if (layers is not [] && !options.ResolveReferences)
            await CollectAsync(copied, sent, cancellationToken).ConfigureAwait(false);

        // To ask for a few ids is cheaper than to read layers; mostly they are all the same.
        if (sent.Count <= layers.Length && await OthersAsync(target, sent, cancellationToken).ConfigureAwait(false) is [])
            return;

        await CompareAsync(layers, sent, copied.ToHashSet(), cancellationToken).ConfigureAwait(false);
    }

    private ParallelOptions Parallelism(CancellationToken cancellationToken) =>
        new() { MaxDegreeOfParallelism = options.ReadParallelism, CancellationToken = cancellationToken };

    // The layers of the target that have tiles; none if the import would refuse the target anyway.
    private async Task<double[]> FindLayersAsync(CancellationToken cancellationToken)
    {
        try
        {
            var metadata = await target.GetMetadataAsync(cancellationToken).ConfigureAwait(false);
            return metadata.State is null || metadata.State == StackState.Loading || metadata.State == StackState.Complete && import.Reopen
                ? [.. await target.GetZValuesAsync(cancellationToken: cancellationToken).ConfigureAwait(false)]
                : [];
        }
        catch (RenderNotFoundException missing) when (missing.IsServersWord)
        {
            return [];
        }
    }

    private Task CollectAsync(double[] zValues, ConcurrentDictionary<string, ulong> sent, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(zValues, Parallelism(cancellationToken), async (z, token) =>
        {
            foreach (var transform in await LayerTransforms.ReadAsync(source, z, token).ConfigureAwait(false))
            {
                if (transform.Id is { } id)
                    sent.TryAdd(id, hashes.Of(transform));
            }
        });

    // The ids that stand for other transforms in a stack.
    private async Task<string[]> OthersAsync(
        RenderStack stack, IReadOnlyDictionary<string, ulong> expected, CancellationToken cancellationToken)
    {
        ConcurrentBag<string> others = [];
        await Parallel.ForEachAsync(expected, Parallelism(cancellationToken), async (entry, token) =>
        {
            try
            {
                if (hashes.Of(await stack.GetTransformAsync(entry.Key, token).ConfigureAwait(false)) != entry.Value)
                    others.Add(entry.Key);
            }
            catch (RenderNotFoundException exception) when (exception.IsServersWord)
            {
                // The id is new, which is what it should be.
            }
        }).ConfigureAwait(false);
        return [.. others.Order(StringComparer.Ordinal)];
    }

    private async Task CompareAsync(
        double[] zValues, ConcurrentDictionary<string, ulong> sent, HashSet<double> copied, CancellationToken cancellationToken)
    {
        ConcurrentDictionary<string, string> conflicts = new(StringComparer.Ordinal);
        await Parallel.ForEachAsync(zValues, Parallelism(cancellationToken), async (z, token) =>
        {
            var layer = await target.GetResolvedTilesAsync(z, token).ConfigureAwait(false);
            string[] others = [.. layer.TransformIdToSpecMap!
                .Where(own => sent.TryGetValue(own.Key, out ulong hash) && hash != hashes.Of(own.Value))
                .Select(own => own.Key)];
            if (others is [])
                return;

            var users = UsersOf(others, layer);
            await ExceptReplacedAsync(users, z, copied, token).ConfigureAwait(false);
            foreach (var (tileId, id) in users)
            {
                if (conflicts.Count < MostIds)
                    conflicts.TryAdd(id, string.Create(CultureInfo.InvariantCulture, $"tile '{tileId}' of the target, z {z}, has another one"));
            }
        }).ConfigureAwait(false);
        if (conflicts.IsEmpty)
            return;

        throw new ConflictingTransformsException(
            $"The source {source} and the target {target}",
            new SortedDictionary<string, string>(conflicts, StringComparer.Ordinal),
            $"Or copy into another stack, or with {nameof(CopyOptions)}.{nameof(CopyOptions.ResolveReferences)}; without {nameof(ImportOptions)}.{nameof(ImportOptions.CheckReferencesFirst)} tiles of the target get those of the source.");
    }

    // The tiles that refer to one of the ids, each with the first of those.
    private static Dictionary<string, string> UsersOf(string[] ids, ResolvedTileSpecCollection layer) =>
        (from tile in layer.TileIdToSpecMap!.Values
         let id = SharedTransforms.ReferencesOf(tile, layer.TransformIdToSpecMap!).Find(ids.Contains)
         where id is not null
         select (tile.TileId, id)).ToDictionary(StringComparer.Ordinal);

    // Tiles that are copied too get the transform that belongs to them. Which tiles that are cannot be said before they are changed, and none
    // are in layers that are refused.
    private async Task ExceptReplacedAsync(
        Dictionary<string, string> users, double z, HashSet<double> copied, CancellationToken cancellationToken)
    {
        if (options.Change is not null || import is { ExistingLayers: ExistingLayers.Refuse, Journal: null })
            return;

        if (copied.Contains(z))
        {
            foreach (string tileId in await source.GetTileIdsAsync(z, z, cancellationToken: cancellationToken).ConfigureAwait(false))
                users.Remove(tileId);
        }

        // They may be in another layer of the source.
        await foreach (var tile in source.GetTilesAsync([.. users.Keys], cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            if (tile.Z is { } other && copied.Contains(other))
                users.Remove(tile.TileId);
        }
    }
}
