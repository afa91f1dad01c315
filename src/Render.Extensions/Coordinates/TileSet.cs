using System.Buffers;
using Render.Transforms;

namespace Render;

/// <summary>
/// Maps points of many tiles to the world. Those of one tile go through its transforms together, whatever their order is; the work is shared
/// between cores.
/// </summary>
internal sealed class TileSet
{
    public const string NotFinite = "the coordinates are not finite numbers";

    private const int SmallestShare = 4 * 1024;
    private const int LargestShare = 128 * 1024;

    private readonly TileMapper[] tiles;
    private readonly Dictionary<string, int> indexes;

    public TileSet(TileMapper[] tiles)
    {
        this.tiles = tiles;
        indexes = new Dictionary<string, int>(tiles.Length, StringComparer.Ordinal);
        for (int i = 0; i < tiles.Length; i++)
            indexes[tiles[i].TileId] = i;
    }

    /// <summary>Cuts many points into shares and works on them side by side, as far as it pays.</summary>
    public static void ForShares(int count, int parallelism, Action<Range> work, CancellationToken cancellationToken)
    {
        int share = Math.Clamp(count / (2 * parallelism), SmallestShare, LargestShare);
        int shares = (count + share - 1) / share;
        if (shares <= 1)
        {
            cancellationToken.ThrowIfCancellationRequested();
            work(..count);
            return;
        }

        var parallel = new ParallelOptions { MaxDegreeOfParallelism = parallelism, CancellationToken = cancellationToken };
        Parallel.For(0, shares, parallel, i => work((i * share)..Math.Min(count, (i + 1) * share)));
    }

    /// <summary>Maps points of tiles to the world.</summary>
    /// <param name="local">The points.</param>
    /// <param name="world">Receives the result of each.</param>
    /// <param name="missing">What is said of a tile that is not in the set, by its id.</param>
    /// <param name="parallelism">How many cores may work.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public void LocalToWorld(
        ReadOnlyMemory<TilePoint> local, Memory<MappedPoint> world, Func<string?, string> missing, int parallelism, CancellationToken cancellationToken) =>
        ForShares(
            local.Length, parallelism, share => LocalToWorld(local.Span[share], world.Span[share], missing), cancellationToken);

    private void LocalToWorld(ReadOnlySpan<TilePoint> local, Span<MappedPoint> world, Func<string?, string> missing)
    {
        int[] tileOf = ArrayPool<int>.Shared.Rent(local.Length);
        int[] order = ArrayPool<int>.Shared.Rent(local.Length);
        var points = ArrayPool<Point2D>.Shared.Rent(local.Length);
        int[] starts = ArrayPool<int>.Shared.Rent(tiles.Length + 1);
        starts.AsSpan(0, tiles.Length + 1).Clear();
        try
        {
            FindTiles(local, world, missing, tileOf, starts);
            for (int i = 1; i <= tiles.Length; i++)
                starts[i] += starts[i - 1];

            int mapped = starts[tiles.Length];
            for (int i = local.Length - 1; i >= 0; i--)
            {
                if (tileOf[i] < 0)
                    continue;

                int place = --starts[tileOf[i] + 1];
                order[place] = i;
                points[place] = local[i].Local;
            }

            // Counting down has moved every start to where its tile begins, one place further on.
            for (int first = 0; first < mapped;)
            {
                int index = tileOf[order[first]];
                int end = index + 2 <= tiles.Length ? starts[index + 2] : mapped;
                var tile = tiles[index];
                tile.Apply(points.AsSpan(first..end));
                for (; first < end; first++)
                    world[order[first]] = MappedPoint.At(points[first], tile.Z, tile.TileId);
            }
        }
        finally
        {
            ArrayPool<int>.Shared.Return(tileOf);
            ArrayPool<int>.Shared.Return(order);
            ArrayPool<Point2D>.Shared.Return(points);
            ArrayPool<int>.Shared.Return(starts);
        }
    }

    // Counts the points of each tile, one place further on; points that cannot be mapped get their error.
    private void FindTiles(
        ReadOnlySpan<TilePoint> local, Span<MappedPoint> world, Func<string?, string> missing, int[] tileOf, int[] starts)
    {
        string? lastId = null;
        int last = -1;
        for (int i = 0; i < local.Length; i++)
        {
            string? id = local[i].TileId;
            if (!ReferenceEquals(id, lastId) || id is null)
            {
                last = id is not null && indexes.TryGetValue(id, out int found) ? found : -1;
                lastId = id;
            }

            string? error = last < 0 ? missing(id)
                : !double.IsFinite(local[i].Local.X) || !double.IsFinite(local[i].Local.Y) ? NotFinite
                : tiles[last].Fault;
            tileOf[i] = error is null ? last : -1;
            if (error is null)
                starts[last + 1]++;
            else
                world[i] = MappedPoint.Failed(error, id);
        }
    }
}
