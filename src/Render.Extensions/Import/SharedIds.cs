using System.Collections.Concurrent;

namespace Render;

/// <summary>
/// Knows which transform an id stands for. The server keeps one per stack and id: of two that differ, the tiles of one would get the other.
/// </summary>
internal sealed class SharedIds(TransformHashes hashes)
{
    private readonly ConcurrentDictionary<string, (ulong Hash, string Place)> known = new(StringComparer.Ordinal);

    /// <summary>Finds an id that stands for another transform in an earlier tile.</summary>
    /// <param name="references">The ids that the tile refers to, all of them shared by its batch.</param>
    /// <param name="tile">The tile.</param>
    /// <param name="index">Its place in the batch.</param>
    /// <param name="batch">Has the tile.</param>
    /// <returns>The id and the place of that earlier tile, or <c>null</c>.</returns>
    public (string Id, string Place)? FindConflict(List<string> references, TileSpec tile, int index, TileBatch batch)
    {
        foreach (string id in references)
        {
            ulong hash = hashes.Of(batch.Shared[id]);

            // To find out on which line a tile stands is dear: that is for the first tile of each id only.
            if (!known.TryGetValue(id, out var first))
                first = known.GetOrAdd(id, (hash, batch.Origin(index).Place(tile.TileId)));

            if (first.Hash != hash)
                return (id, first.Place);
        }

        return null;
    }
}
