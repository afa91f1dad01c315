using System.Text.Json;
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
    private long tiles;

    /// <exception cref="MissingTransformsException">Transforms are missing.</exception>
    /// <exception cref="ConflictingTransformsException">Different transforms have the same id.</exception>
    public static async Task RunAsync(IAsyncEnumerable<TileBatch> batches, int parallelism, CancellationToken cancellationToken)
    {
        var check = new ReferenceCheck();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = parallelism, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(batches, parallel, (batch, token) =>
        {
            check.Look(batch, token);
            return default;
        }).ConfigureAwait(false);

        if (check.tiles > 0)
            throw new MissingTransformsException(check.tiles, check.firstTiles);

        if (check.conflicts.Count > 0)
            throw new ConflictingTransformsException("Files", check.conflicts);
    }

    private void Look(TileBatch batch, CancellationToken cancellationToken)
    {
        using (batch)
        {
            List<string> references = [];
            for (int i = 0; i < batch.Count; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (!batch.MayRefer(i) || Read(batch, i) is not { } tile)
                    continue;

                SharedTransforms.FindReferences(tile, batch.Shared, references);
                var missing = references.FindAll(id => !batch.Shared.ContainsKey(id));
                if (missing.Count > 0)
                    Miss(missing, tile, batch.Origin(i));
                else if (ids.FindConflict(references, tile, i, batch) is { } conflict)
                    Conflict(conflict.Id, $"{conflict.Place}, and {batch.Origin(i).Place(tile.TileId)}");
            }
        }
    }

    // What is wrong with a tile otherwise is found when its turn comes.
    private static TileSpec? Read(TileBatch batch, int index)
    {
        try
        {
            return batch.Read(index);
        }
        catch (JsonException)
        {
            return null;
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

    private void Conflict(string id, string places)
    {
        lock (gate)
        {
            if (conflicts.Count < MostIds)
                conflicts.TryAdd(id, places);
        }
    }
}
