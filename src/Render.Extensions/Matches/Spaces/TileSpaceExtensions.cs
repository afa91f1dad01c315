using System.Globalization;
using Render.Transforms;

namespace Render;

/// <summary>Taking points of a tile from one space to another, by the tile's own transforms: no second stack and no server is needed.</summary>
public static class TileSpaceExtensions
{
    /// <summary>Takes points of a tile from one space to another, without an allocation per point.</summary>
    /// <remarks>
    /// Forward, the transforms are applied as the server applies them. Backward, they are inverted in closed form where all have one, else
    /// by <see cref="TransformInverter"/>, which finds only points of the tile's image.
    /// </remarks>
    /// <param name="tile">The tile, with references to shared transforms replaced; with its size when transforms without a closed inverse are undone.</param>
    /// <param name="from">The space that the points are in.</param>
    /// <param name="to">The space that they are wanted in.</param>
    /// <param name="source">Locations in pixels.</param>
    /// <param name="destination">
    /// Receives the locations in pixels, NaN for those that cannot be converted. It may be the very span of <paramref name="source"/>.
    /// </param>
    /// <returns>How many points could not be converted.</returns>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is shorter than <paramref name="source"/>.</exception>
    /// <exception cref="RenderException">No transform of the tile has a label that a space names, or the tile lacks its size.</exception>
    /// <inheritdoc cref="TileSpecExtensions.LocalToWorld(TileSpec, Point2D)" path="/exception"/>
    public static int ConvertPoints(
        this TileSpec tile, MatchSpace from, MatchSpace to, ReadOnlySpan<Point2D> source, Span<Point2D> destination)
    {
        ArgumentNullException.ThrowIfNull(tile);
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        return destination.Length < source.Length
            ? throw new ArgumentException(
                $"The destination holds {destination.Length} points, the source {source.Length}.", nameof(destination))
            : new SpaceConversion(tile, from, to).Convert(source, destination);
    }

    /// <summary>Takes points of a tile from one space to another.</summary>
    /// <param name="tile">The tile, with references to shared transforms replaced.</param>
    /// <param name="from">The space that the points are in.</param>
    /// <param name="to">The space that they are wanted in.</param>
    /// <param name="points">Locations in pixels.</param>
    /// <returns>The locations in pixels, in the same order.</returns>
    /// <exception cref="RenderException">
    /// A point cannot be converted, a label is missing, or the tile lacks its size; the message names the tile and the point.
    /// </exception>
    /// <inheritdoc cref="TileSpecExtensions.LocalToWorld(TileSpec, Point2D)" path="/exception"/>
    public static Point2D[] ConvertPoints(this TileSpec tile, MatchSpace from, MatchSpace to, ReadOnlySpan<Point2D> points)
    {
        var converted = new Point2D[points.Length];
        if (tile.ConvertPoints(from, to, points, converted) > 0)
        {
            var index = Array.FindIndex(converted, static point => double.IsNaN(point.X));
            throw new RenderException(string.Create(
                CultureInfo.InvariantCulture,
                $"Point {index} ({points[index].X}, {points[index].Y}) of tile '{tile.TileId}' has no place in {to}: it lies outside of the tile in {from}, or a transform has no inverse there."));
        }

        return converted;
    }
}
