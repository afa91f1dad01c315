using Render.Transforms;

namespace Render;

/// <summary>Where a tile lies in the world.</summary>
public static class TileGeometryExtensions
{
    /// <summary>The box that the tile carries, as the server stores it.</summary>
    /// <param name="tile">The tile.</param>
    /// <returns>The box in world pixels, or <c>null</c> when one of its sides is missing.</returns>
    public static BoundingBox? GetBox(this TileSpec tile)
    {
        ArgumentNullException.ThrowIfNull(tile);
        return tile is { MinX: { } minX, MinY: { } minY, MaxX: { } maxX, MaxY: { } maxY } ? new(minX, minY, maxX, maxY) : null;
    }

    /// <summary>Derives the box from the tile's size and transforms, with the server's arithmetic. The tile stays as it is.</summary>
    /// <param name="tile">The tile, with references to shared transforms replaced.</param>
    /// <returns>The box in world pixels.</returns>
    /// <exception cref="RenderException">The tile has no width or no height; the message names it.</exception>
    /// <inheritdoc cref="TileSpecExtensions.LocalToWorld(TileSpec, Point2D)" path="/exception"/>
    public static BoundingBox DeriveBox(this TileSpec tile)
    {
        var (width, height) = SizeOf(tile);
        return TileBoundingBox.DeriveAsServer(tile.Transforms, width, height, tile.MeshCellSize ?? TileBoundingBox.DefaultMeshCellSize);
    }

    /// <summary>Maps the border of the tile's image to the world: its outline, which is straight only before lens correction.</summary>
    /// <param name="tile">The tile, with references to shared transforms replaced.</param>
    /// <param name="pointsPerSide">How many points each side has between its corners.</param>
    /// <param name="transformCount">How many of the tile's transforms apply, from the first on; all when <c>null</c>.</param>
    /// <returns>
    /// World pixels from the corner (0, 0) along (0, height), (width, height) and (width, 0) back to the first one, which comes twice.
    /// </returns>
    /// <exception cref="RenderException">The tile has no width or no height; the message names it.</exception>
    /// <inheritdoc cref="TileSpecExtensions.LocalToWorld(TileSpec, Point2D)" path="/exception"/>
    public static Point2D[] GetOutline(this TileSpec tile, int pointsPerSide = 0, int? transformCount = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(pointsPerSide);
        var (width, height) = SizeOf(tile);
        Span<Point2D> corners = [new(0, 0), new(0, height), new(width, height), new(width, 0), new(0, 0)];
        int steps = pointsPerSide + 1;
        var outline = new Point2D[4 * steps + 1];
        for (int i = 0; i < outline.Length - 1; i++)
        {
            var (from, to) = (corners[i / steps], corners[i / steps + 1]);
            double part = (double)(i % steps) / steps;
            outline[i] = new(from.X + part * (to.X - from.X), from.Y + part * (to.Y - from.Y));
        }

        outline[^1] = corners[^1];
        if (tile.Transforms is { } transforms)
        {
            if (transformCount is { } count)
                transforms = new ListTransform(transforms.Transforms.Take(count));

            transforms.Apply(outline, outline);
        }

        return outline;
    }

    private static (double Width, double Height) SizeOf(TileSpec tile)
    {
        ArgumentNullException.ThrowIfNull(tile);
        return tile is { Width: { } width, Height: { } height }
            ? (width, height)
            : throw new RenderException($"Tile '{tile.TileId}' has no {(tile.Width is null ? "width" : "height")}. Set it to that of the image in pixels.");
    }
}
