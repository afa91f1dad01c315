using Render.Transforms;

namespace Render;

/// <summary>Looks up the references of all tiles of a source before anything is sent.</summary>
internal sealed class ReferenceCheck
{
    private const int MostIds = 1_000;

    private readonly Lock gate = new();
    private readonly SortedDictionary<string, string> firstTiles = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> conflicts = new(StringComparer.Ordinal);
    private readonly SharedIds ids = new(new TransformHashes());
    private readonly SortedDictionary<string, string> nestings = new(StringComparer.Ordinal);
    private readonly bool allowsNested;
    private long tiles;

    private ReferenceCheck(bool allowsNested) => this.allowsNested = allowsNested;

    /// <exception cref="MissingTransformsException">Transforms are missing.</exception>
    /// <exception cref="ConflictingTransformsException">Different transforms have the same id.</exception>
    /// <exception cref="NestedReferencesException">Shared transforms refer to others, and are not to be flattened.</exception>
    public static async Task RunAsync(IAsyncEnumerable<TileBatch> batches, ImportOptions options, CancellationToken cancellationToken)
    {
        var check = new ReferenceCheck(options.FlattenReferences);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Parallelism, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(batches, parallel, (batch, token) =>
        {
            check.Look(batch, token);
            return default;
        }).ConfigureAwait(false);

        if (check.tiles > 0)
            throw new MissingTransformsException(check.tiles, check.firstTiles);

        if (check.conflicts.Count > 0)
            throw new ConflictingTransformsException("Files", check.conflicts);

        if (check.nestings.Count > 0)
            throw new NestedReferencesException(check.nestings);
    }

    private void Look(TileBatch batch, CancellationToken cancellationToken)
    {
        using (batch)
        {
            List<string> references = [];
            for (int i = 0; i < batch.Count; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                // What is wrong with a tile otherwise is found when its turn comes.
                if (!batch.MayRefer(i) || batch.TryRead(i) is not { } tile)
                    continue;

                bool isNested = SharedTransforms.FindReferences(tile, batch.Shared, references);
                var missing = references.FindAll(id => !batch.Shared.ContainsKey(id));
                if (missing.Count > 0)
                    Miss(missing, tile, batch.Origin(i));
                else if (ids.FindConflict(references, tile, i, batch) is { } conflict)
                    Conflict(conflict.Id, $"{conflict.Place}, and {batch.Origin(i).Place(tile.TileId)}");
                else if (isNested && !allowsNested)
                    Nest(references, tile, batch, i);
            }
        }
    }

    private void Miss(List<string> ids, TileSpec tile, TileOrigin origin)
    {
        lock (gate)
        {
            tiles++;
            foreach (string id in ids)
            {
                if (firstTiles.Count < MostIds)
                    firstTiles.TryAdd(id, origin.Place(tile.TileId));
            }
        }
    }

    private void Nest(List<string> ids, TileSpec tile, TileBatch batch, int index)
    {
        lock (gate)
        {
            foreach (string id in ids)
            {
                if (nestings.Count < MostIds && !nestings.ContainsKey(id) && SharedTransforms.Refers(batch.Shared[id]))
                    nestings.Add(id, batch.Origin(index).Place(tile.TileId));
            }
        }
    }

    private void Conflict(string id, string places)
    {
        lock (gate)
        {
            if (conflicts.Count < MostIds)
                conflicts.TryAdd(id, places);
        }
    }
}
