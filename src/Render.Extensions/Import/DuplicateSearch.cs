using System.Collections.Concurrent;
using System.IO.Hashing;
using System.Text;
using System.Text.Json;

namespace Render;

/// <summary>
/// Reads the source of an import once more, for the tile ids that occur in it more than once. An import does not remember its tiles, so that
/// this happens only where the server has fewer tiles than it was sent; what it takes of memory grows with the tiles of these layers.
/// </summary>
internal sealed class DuplicateSearch(Func<IAsyncEnumerable<TileBatch>> source, ImportOptions options)
{
    /// <summary>Finds the ids of layers that occur more than once, in these layers or in others.</summary>
    public async Task<Duplicates> RunAsync(IReadOnlySet<double> layers, CancellationToken cancellationToken)
    {
        var ids = new ConcurrentDictionary<ulong, byte>();
        await ReadAsync((_, _, tile) =>
        {
            if (layers.Contains(tile.Z!.Value))
                ids.TryAdd(TileMark.HashOf(tile.TileId), 0);
        }, cancellationToken).ConfigureAwait(false);

        var repeated = new ConcurrentDictionary<double, long>();
        var different = new ConcurrentDictionary<ulong, byte>();
        var contents = new ConcurrentDictionary<ulong, ulong>();
        await ReadAsync((_, _, tile) =>
        {
            ulong id = TileMark.HashOf(tile.TileId);
            if (!ids.ContainsKey(id))
                return;

            ulong content = Content(tile);
            if (contents.TryAdd(id, content))
                return;

            if (contents[id] == content)
                repeated.AddOrUpdate(tile.Z!.Value, 1, (_, count) => count + 1);
            else
                different.TryAdd(id, 0);
        }, cancellationToken).ConfigureAwait(false);

        return new Duplicates(repeated, different.IsEmpty ? [] : await LocateAsync(different, cancellationToken).ConfigureAwait(false), different.Count);
    }

    private async Task<DuplicateTile[]> LocateAsync(ConcurrentDictionary<ulong, byte> different, CancellationToken cancellationToken)
    {
        var places = new SortedDictionary<string, List<TileOrigin>>(StringComparer.Ordinal);
        await ReadAsync((batch, index, tile) =>
        {
            if (!different.ContainsKey(TileMark.HashOf(tile.TileId)))
                return;

            lock (places)
            {
                if (!places.TryGetValue(tile.TileId, out var known))
                {
                    if (places.Count == options.MaxReported)
                        return;

                    places.Add(tile.TileId, known = []);
                }

                known.Add(batch.Origin(index));
            }
        }, cancellationToken).ConfigureAwait(false);
        return [.. places.Select(found => new DuplicateTile(
            found.Key, [.. found.Value.OrderBy(origin => origin.File, StringComparer.Ordinal).ThenBy(origin => origin.Index).Select(origin => origin.ToString())]))];
    }

    private Task ReadAsync(Action<TileBatch, int, TileSpec> look, CancellationToken cancellationToken)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Parallelism, CancellationToken = cancellationToken };
        return Parallel.ForEachAsync(source(), parallel, (batch, token) =>
        {
            using (batch)
            {
                for (int i = 0; i < batch.Count; i++)
                {
                    token.ThrowIfCancellationRequested();
                    if (batch.TryRead(i) is { TileId: not null, Z: not null } tile)
                        look(batch, i, tile);
                }
            }

            return default;
        });
    }

    private ulong Content(TileSpec tile)
    {
        var json = JsonSerializer.SerializeToNode(tile, RenderJson.TypeInfo<TileSpec>())!.AsObject();
        if (options.Bounds != ImportBounds.Keep)
        {
            // They are derived, whatever stands there.
            foreach (string side in (string[])["minX", "minY", "maxX", "maxY"])
                json.Remove(side);
        }

        return XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(json.ToJsonString()));
    }
}
