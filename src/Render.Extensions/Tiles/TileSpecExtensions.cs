using Render.Transforms;

namespace Render;

/// <summary>What a tile tells by itself, without a server.</summary>
public static class TileSpecExtensions
{
    /// <summary>Maps one point from the tile's image to the world, as the server computes it.</summary>
    /// <param name="tile">The tile, with references to shared transforms replaced.</param>
    /// <param name="local">A location in pixels of the tile's image.</param>
    /// <returns>The location in world pixels.</returns>
    /// <exception cref="UnresolvedReferenceException">
    /// The tile refers to shared transforms: read it with <see cref="StackTileExtensions.ReadTilesAsync(RenderStack, double, CancellationToken)"/>,
    /// or replace the references with <see cref="ResolvedTileSpecCollectionExtensions.Resolve"/>.
    /// </exception>
    /// <exception cref="UnknownTransformException">A transform of the tile has a class that is not known here.</exception>
    /// <exception cref="TransformDataException">The data of a transform cannot be parsed.</exception>
    public static Point2D LocalToWorld(this TileSpec tile, Point2D local)
    {
        ArgumentNullException.ThrowIfNull(tile);
        return tile.Transforms?.Apply(local) ?? local;
    }

    /// <summary>Maps many points from the tile's image to the world, without an allocation per point.</summary>
    /// <param name="tile">The tile, with references to shared transforms replaced.</param>
    /// <param name="local">Locations in pixels of the tile's image.</param>
    /// <param name="world">Receives the locations in world pixels. It may be the very span of <paramref name="local"/>.</param>
    /// <exception cref="ArgumentException"><paramref name="world"/> is shorter than <paramref name="local"/>.</exception>
    /// <inheritdoc cref="LocalToWorld(TileSpec, Point2D)" path="/exception"/>
    public static void LocalToWorld(this TileSpec tile, ReadOnlySpan<Point2D> local, Span<Point2D> world)
    {
        ArgumentNullException.ThrowIfNull(tile);
        if (tile.Transforms is { } transforms)
        {
            transforms.Apply(local, world);
        }
        else
        {
            local.CopyTo(world);
        }
    }

    /// <summary>Maps many points from the tile's image to the world.</summary>
    /// <param name="tile">The tile, with references to shared transforms replaced.</param>
    /// <param name="local">Locations in pixels of the tile's image.</param>
    /// <returns>The locations in world pixels.</returns>
    /// <inheritdoc cref="LocalToWorld(TileSpec, Point2D)" path="/exception"/>
    public static Point2D[] LocalToWorld(this TileSpec tile, params ReadOnlySpan<Point2D> local)
    {
        var world = new Point2D[local.Length];
        tile.LocalToWorld(local, world);
        return world;
    }
}
