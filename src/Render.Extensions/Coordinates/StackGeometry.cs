using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Render.Transforms;

namespace Render;

/// <summary>
/// Maps points of a stack on the client, from the transforms of its tiles, which are read when they are first needed and kept: see
/// <see cref="StackGeometryOptions.MaxCachedTiles"/>. For many points of few tiles this is faster than asking the server, by far.
/// </summary>
/// <remarks>
/// Results and errors are those of the server (<see cref="StackCoordinateExtensions"/>) unless <see cref="StackGeometryOptions.Inverse"/> says
/// otherwise; only the words of errors are others. Tiles that change on the server are not noticed: <see cref="Clear"/> forgets what was
/// read. May be used from any number of threads.
/// </remarks>
public sealed class StackGeometry
{
    // Batches of a stream: one is mapped while the tiles of the next are read.
    private const int BatchesUnderWay = 2;

    private readonly StackGeometryOptions options;
    private readonly RecentlyUsed<double, LayerGeometry> layers;
    private readonly RecentlyUsed<string, TileMapper> tiles;
    private readonly ConcurrentDictionary<double, SemaphoreSlim> reading = new();

    internal StackGeometry(RenderStack stack, StackGeometryOptions options)
    {
        Stack = stack;
        this.options = options;
        layers = new RecentlyUsed<double, LayerGeometry>(options.MaxCachedTiles);
        tiles = new RecentlyUsed<string, TileMapper>(options.MaxCachedTiles, StringComparer.Ordinal);
    }

    /// <summary>The stack.</summary>
    public RenderStack Stack { get; }

    internal int CachedLayers => layers.Count;

    internal int CachedTiles => tiles.Count;

    /// <summary>Forgets all tiles, so that they are read again.</summary>
    public void Clear()
    {
        layers.Clear();
        tiles.Clear();
    }

    /// <summary>Gives a layer, and reads its tiles if they are not there (<c>Sections.GetLayerResolvedTiles</c>).</summary>
    /// <param name="z">The layer.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The layer; one without tiles when the stack has none there.</returns>
    /// <exception cref="RenderNotFoundException">The stack does not exist.</exception>
    public async ValueTask<LayerGeometry> GetLayerAsync(double z, CancellationToken cancellationToken = default)
    {
        if (layers.TryGet(z, out var known))
            return known;

        // Who comes second waits for the first one's tiles.
        var gate = reading.GetOrAdd(z, static _ => new SemaphoreSlim(1));
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (layers.TryGet(z, out known))
                return known;

            var read = await Stack.GetResolvedTilesAsync(z, cancellationToken).ConfigureAwait(false);
            var layer = LayerGeometry.Of(read.Resolve(), options.Inverse);
            layers.Set(z, layer, Math.Max(1, layer.TileCount));

            // From now on the layer is found before the gate is looked for; those who wait have it already.
            reading.TryRemove(KeyValuePair.Create(z, gate));
            return layer;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Maps points of a layer to the images of the tiles that are seen there.</summary>
    /// <param name="z">The layer.</param>
    /// <param name="world">Locations in world pixels.</param>
    /// <param name="cancellationToken">Stops reading and mapping.</param>
    /// <returns>One result for each point, in the same order: the tile and the location in pixels of its image, or the error of this point.</returns>
    /// <exception cref="RenderNotFoundException">The stack does not exist.</exception>
    public async Task<MappedPoint[]> WorldToLocalAsync(
        double z, ReadOnlyMemory<Point2D> world, CancellationToken cancellationToken = default) =>
        (await GetLayerAsync(z, cancellationToken).ConfigureAwait(false)).WorldToLocal(world, cancellationToken);

    /// <summary>Maps points of many layers to the images of the tiles that are seen there. Layers are read side by side.</summary>
    /// <param name="world">Layers and locations in world pixels, in any order.</param>
    /// <param name="cancellationToken">Stops reading and mapping.</param>
    /// <returns>One result for each point, in the same order.</returns>
    /// <exception cref="RenderNotFoundException">The stack does not exist.</exception>
    public async Task<MappedPoint[]> WorldToLocalAsync(IReadOnlyList<WorldPoint> world, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(world);
        var results = new MappedPoint[world.Count];
        Dictionary<double, List<int>> placesByZ = [];
        for (int i = 0; i < world.Count; i++)
        {
            if (!double.IsFinite(world[i].Z))
            {
                results[i] = MappedPoint.Failed("z is not a finite number");
                continue;
            }

            ref var places = ref CollectionsMarshal.GetValueRefOrAddDefault(placesByZ, world[i].Z, out _);
            (places ??= []).Add(i);
        }

        var mappedLayers = placesByZ.SelectParallel(
            options.ReadParallelism,
            async (layer, token) =>
            {
                var points = new Point2D[layer.Value.Count];
                for (int i = 0; i < points.Length; i++)
                    points[i] = world[layer.Value[i]].World;

                return (Places: layer.Value, Points: await WorldToLocalAsync(layer.Key, points, token).ConfigureAwait(false));
            },
            cancellationToken);
        await foreach (var (places, points) in mappedLayers.ConfigureAwait(false))
        {
            for (int i = 0; i < points.Length; i++)
                results[places[i]] = points[i];
        }

        return results;
    }

    /// <summary>Maps a stream of points, of many layers, to the images of the tiles that are seen there.</summary>
    /// <param name="world">Layers and locations in world pixels. Points of the same layer that stand together spare reading it again.</param>
    /// <param name="cancellationToken">Stops reading and mapping.</param>
    /// <returns>One result for each point, in the same order. Memory is bounded by two batches and the tiles that are kept.</returns>
    /// <exception cref="RenderNotFoundException">The stack does not exist.</exception>
    public IAsyncEnumerable<MappedPoint> WorldToLocalAsync(
        IAsyncEnumerable<WorldPoint> world, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(world);
        return MapAsync(world, (batch, token) => WorldToLocalAsync(batch, token), cancellationToken);
    }

    /// <summary>Maps points of tiles to the world. Tiles that are not there are read by their ids (<c>Tiles.GetTileSpecs</c>).</summary>
    /// <param name="local">Tiles and locations in pixels of their images, in any order.</param>
    /// <param name="cancellationToken">Stops reading and mapping.</param>
    /// <returns>
    /// One result for each point, in the same order: the location in world pixels, or the error of this point, such as a tile that does not
    /// exist.
    /// </returns>
    /// <exception cref="RenderNotFoundException">The stack does not exist.</exception>
    public async Task<MappedPoint[]> LocalToWorldAsync(ReadOnlyMemory<TilePoint> local, CancellationToken cancellationToken = default)
    {
        var set = new TileSet(await GetTilesAsync(local, cancellationToken).ConfigureAwait(false));
        var world = new MappedPoint[local.Length];
        set.LocalToWorld(
            local,
            world,
            id => id is null ? "the tile id is missing" : $"stack {Stack} has no tile '{id}'",
            Environment.ProcessorCount,
            cancellationToken);
        return world;
    }

    /// <summary>Maps a stream of points of tiles to the world.</summary>
    /// <param name="local">Tiles and locations in pixels of their images. Points of the same tile that stand together spare reading it again.</param>
    /// <param name="cancellationToken">Stops reading and mapping.</param>
    /// <returns>One result for each point, in the same order. Memory is bounded by two batches and the tiles that are kept.</returns>
    /// <exception cref="RenderNotFoundException">The stack does not exist.</exception>
    public IAsyncEnumerable<MappedPoint> LocalToWorldAsync(
        IAsyncEnumerable<TilePoint> local, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(local);
        return MapAsync(local, (batch, token) => LocalToWorldAsync(batch, token), cancellationToken);
    }

    private async IAsyncEnumerable<MappedPoint> MapAsync<TPoint>(
        IAsyncEnumerable<TPoint> points,
        Func<TPoint[], CancellationToken, Task<MappedPoint[]>> map,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var batches = points.Chunk(options.PointsPerBatch).SelectParallel(BatchesUnderWay, map, cancellationToken);
        await foreach (var batch in batches.ConfigureAwait(false))
        {
            foreach (var point in batch)
            {
                // A batch is too long to be handed out to somebody who has stopped.
                cancellationToken.ThrowIfCancellationRequested();
                yield return point;
            }
        }
    }

    private async Task<TileMapper[]> GetTilesAsync(ReadOnlyMemory<TilePoint> local, CancellationToken cancellationToken)
    {
        List<TileMapper> known = [];
        List<string> unknown = [];
        foreach (string id in DistinctIds(local.Span))
        {
            if (tiles.TryGet(id, out var tile))
                known.Add(tile);
            else
                unknown.Add(id);
        }

        if (unknown.Count == 0)
            return [.. known];

        int before = known.Count;
        var reading = new TileReadOptions { Parallelism = options.ReadParallelism };
        await foreach (var spec in Stack.GetTilesAsync(unknown, reading, cancellationToken).ConfigureAwait(false))
        {
            var tile = new TileMapper(spec, options.Inverse);
            tiles.Set(spec.TileId, tile, 1);
            known.Add(tile);
        }

        // The server gives no tiles for a missing stack as well.
        if (known.Count == before)
            await Stack.GetMetadataAsync(cancellationToken).ConfigureAwait(false);

        return [.. known];
    }

    private static HashSet<string> DistinctIds(ReadOnlySpan<TilePoint> local)
    {
        HashSet<string> ids = new(StringComparer.Ordinal);
        string? last = null;
        foreach (ref readonly var point in local)
        {
            if (point.TileId is { Length: > 0 } id && !ReferenceEquals(id, last))
                ids.Add(last = id);
        }

        return ids;
    }
}
