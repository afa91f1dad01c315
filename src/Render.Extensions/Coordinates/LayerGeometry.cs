using System.Buffers;
using System.Globalization;
using Render.Transforms;

namespace Render;

/// <summary>
/// The tiles of one layer, ready to map points in both directions without a server. Nothing in here changes: it may be used from any number of
/// threads. Bulk calls use all cores, and allocate nothing for a point.
/// </summary>
public sealed class LayerGeometry
{
    private readonly TileMapper[] tiles;
    private readonly TileSet set;
    private readonly BoxGrid grid;
    private readonly BoundingBox[] boxes;
    private readonly InverseMapping inverse;
    private readonly string noTile;

    private LayerGeometry(double? z, TileMapper[] tiles, InverseMapping inverse)
    {
        Z = z;
        this.tiles = tiles;
        this.inverse = inverse;
        boxes = [.. tiles.Select(tile => tile.Box ?? new BoundingBox(double.NaN, double.NaN, double.NaN, double.NaN))];
        grid = new BoxGrid(boxes);
        set = new TileSet(tiles);
        noTile = z is { } layer
            ? string.Create(CultureInfo.InvariantCulture, $"no tile of layer z {layer} is there")
            : "no tile is there";
    }

    /// <summary>The layer; <c>null</c> when it has no tiles that say.</summary>
    public double? Z { get; }

    /// <summary>How many tiles the layer has.</summary>
    public int TileCount => tiles.Length;

    /// <summary>Prepares tiles of a layer. Meshes are made when points first need them.</summary>
    /// <param name="tiles">The tiles of one layer, with references to shared transforms replaced. A tile that cannot be computed is kept: the
    /// error is in the results of its points.</param>
    /// <param name="inverse">How points of the world are mapped back.</param>
    /// <returns>The layer.</returns>
    /// <exception cref="ArgumentException">The tiles are of different layers, or two have the same id.</exception>
    public static LayerGeometry Of(IEnumerable<TileSpec> tiles, InverseMapping inverse = InverseMapping.AsServer)
    {
        ArgumentNullException.ThrowIfNull(tiles);
        TileSpec[] sorted = [.. tiles];
        Array.Sort(sorted, static (a, b) => string.CompareOrdinal(a.TileId, b.TileId));
        for (int i = 1; i < sorted.Length; i++)
        {
            if (sorted[i].Z != sorted[0].Z)
                throw new ArgumentException($"Tiles '{sorted[0].TileId}' and '{sorted[i].TileId}' are of different layers.", nameof(tiles));

            if (sorted[i].TileId == sorted[i - 1].TileId)
                throw new ArgumentException($"Two tiles have the id '{sorted[i].TileId}'.", nameof(tiles));
        }

        return new LayerGeometry(sorted is [var first, ..] ? first.Z : null, [.. sorted.Select(tile => new TileMapper(tile, inverse))], inverse);
    }

    /// <summary>Maps a point of the world to the image of the tile that is seen there: of tiles that overlap, the last by id.</summary>
    /// <param name="world">A location in world pixels.</param>
    /// <returns>The tile and the location in pixels of its image, or the error: no tile is there, or it cannot be mapped back.</returns>
    public MappedPoint WorldToLocal(Point2D world)
    {
        if (!double.IsFinite(world.X) || !double.IsFinite(world.Y))
            return MappedPoint.Failed(TileSet.NotFinite);

        var candidates = grid.Around(world);
        MappedPoint? seen = null;
        string? error = null;
        for (int i = candidates.Length - 1; i >= 0; i--)
        {
            if (!boxes[candidates[i]].Contains(world))
                continue;

            var tile = tiles[candidates[i]];
            if (tile.PrepareInverse() is { } fault)
            {
                // The server gives no answer at all where one of the tiles cannot be computed.
                if (inverse == InverseMapping.AsServer)
                    return MappedPoint.Failed(fault, tile.TileId);

                error ??= fault;
            }
            else if (seen is null)
            {
                if (tile.TryInvert(world, out var local))
                    seen = MappedPoint.At(local, tile.Z, tile.TileId, isVisible: true);
                else
                    error ??= tile.NotInvertible;
            }
        }

        return seen ?? MappedPoint.Failed(error ?? noTile);
    }

    /// <summary>Maps a point of the world to the images of all tiles that are there.</summary>
    /// <param name="world">A location in world pixels.</param>
    /// <returns>Every tile that covers it, by id, the last of them visible; or only the error.</returns>
    public IReadOnlyList<MappedPoint> WorldToAllLocal(Point2D world)
    {
        var seen = WorldToLocal(world);
        if (!seen.IsMapped)
            return [seen];

        List<MappedPoint> all = [];
        foreach (int candidate in grid.Around(world))
        {
            var tile = tiles[candidate];
            if (tile.TileId == seen.TileId)
                break;

            if (boxes[candidate].Contains(world) && tile.PrepareInverse() is null && tile.TryInvert(world, out var local))
                all.Add(MappedPoint.At(local, tile.Z, tile.TileId));
        }

        all.Add(seen);
        return all;
    }

    /// <summary>Maps many points of the world to the images of the tiles that are seen there.</summary>
    /// <param name="world">Locations in world pixels.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>One result for each point, in the same order.</returns>
    public MappedPoint[] WorldToLocal(ReadOnlyMemory<Point2D> world, CancellationToken cancellationToken = default)
    {
        var local = new MappedPoint[world.Length];
        WorldToLocal(world, local, cancellationToken);
        return local;
    }

    /// <summary>Maps many points of the world to the images of the tiles that are seen there.</summary>
    /// <param name="world">Locations in world pixels.</param>
    /// <param name="local">Receives one result for each point, in the same order.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ArgumentException"><paramref name="local"/> is shorter than <paramref name="world"/>.</exception>
    public void WorldToLocal(ReadOnlyMemory<Point2D> world, Memory<MappedPoint> local, CancellationToken cancellationToken = default)
    {
        RequireRoom(world.Length, local.Length, nameof(local));
        TileSet.ForShares(world.Length, Environment.ProcessorCount, MapShare, cancellationToken);

        void MapShare(Range share)
        {
            var from = world.Span[share];
            var to = local.Span[share];

            // The meshes of a layer are more than the processor keeps at hand: points of the same place are mapped one after the other.
            int[] order = ArrayPool<int>.Shared.Rent(from.Length);
            grid.Order(from, order);
            foreach (int i in order.AsSpan(0, from.Length))
                to[i] = WorldToLocal(from[i]);

            ArrayPool<int>.Shared.Return(order);
        }
    }

    /// <summary>Maps many points of tiles of this layer to the world.</summary>
    /// <param name="local">Tiles and locations in pixels of their images, in any order.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>One result for each point, in the same order: the location in world pixels, or the error of this point.</returns>
    public MappedPoint[] LocalToWorld(ReadOnlyMemory<TilePoint> local, CancellationToken cancellationToken = default)
    {
        var world = new MappedPoint[local.Length];
        LocalToWorld(local, world, cancellationToken);
        return world;
    }

    /// <summary>Maps many points of tiles of this layer to the world.</summary>
    /// <param name="local">Tiles and locations in pixels of their images, in any order.</param>
    /// <param name="world">Receives one result for each point, in the same order.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ArgumentException"><paramref name="world"/> is shorter than <paramref name="local"/>.</exception>
    public void LocalToWorld(ReadOnlyMemory<TilePoint> local, Memory<MappedPoint> world, CancellationToken cancellationToken = default)
    {
        RequireRoom(local.Length, world.Length, nameof(world));
        set.LocalToWorld(
            local,
            world,
            id => id is null ? "the tile id is missing" : $"the layer has no tile '{id}'",
            Environment.ProcessorCount,
            cancellationToken);
    }

    private static void RequireRoom(int points, int results, string name)
    {
        if (results < points)
            throw new ArgumentException($"There is room for {results} results of {points} points.", name);
    }
}
