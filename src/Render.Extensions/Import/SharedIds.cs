using System.Collections.Concurrent;
using Render.Transforms;

namespace Render;

/// <summary>
/// Knows which transform an id stands for. The server keeps one per stack and id: of two that differ, the tiles of one would get the other.
/// </summary>
internal sealed class SharedIds(TransformHashes hashes)
{
    private readonly ConcurrentDictionary<string, (ulong Hash, string Place)> known = new(StringComparer.Ordinal);

    /// <summary>Finds an id that stands for another transform in an earlier tile.</summary>
    /// <returns>The id and the place of that tile, or <c>null</c>.</returns>
    public (string Id, string Place)? FindConflict(
        List<string> references, IReadOnlyDictionary<string, TransformSpec> shared, TileSpec tile, TileOrigin origin)
    {
        foreach (string id in references)
        {
            ulong hash = hashes.Of(shared[id]);
            if (!known.TryGetValue(id, out var first))
                first = known.GetOrAdd(id, (hash, origin.Place(tile.TileId)));

            if (first.Hash != hash)
                return (id, first.Place);
        }

        return null;
    }
}
