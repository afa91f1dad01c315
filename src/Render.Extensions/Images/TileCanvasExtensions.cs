using Render.Transforms;

namespace Render;

/// <summary>What the server would draw of a tile, computed in-process.</summary>
public static class TileCanvasExtensions
{
    /// <summary>Works out which transforms of a tile are drawn, and where the image lies. Calls nothing.</summary>
    /// <param name="tile">The tile, with references to shared transforms replaced.</param>
    /// <param name="options">How it is drawn; of these only what names transforms counts. With all transforms when <c>null</c>.</param>
    /// <param name="line">The line of the server that draws it.</param>
    /// <returns>The canvas, at full scale.</returns>
    /// <exception cref="RenderException">The tile has no size, and its box is not stored or not what counts.</exception>
    /// <inheritdoc cref="TileSpecExtensions.LocalToWorld(TileSpec, Point2D)" path="/exception"/>
    public static TileCanvas CanvasOf(this TileSpec tile, ImageOptions? options, ServerLine line)
    {
        ArgumentNullException.ThrowIfNull(tile);
        var exclusion = options?.Exclusion ?? TransformExclusion.None;
        BoundingBox? stored = tile is { MinX: { } minX, MinY: { } minY, MaxX: { } maxX, MaxY: { } maxY } ? new(minX, minY, maxX, maxY) : null;
        return tile is { Width: > 0, Height: > 0 } || (stored is not null && !exclusion.IsActive)
            ? TileCanvas.Of(
                tile.Transforms, exclusion, line, tile.Width ?? 0, tile.Height ?? 0, tile.MeshCellSize ?? TileBoundingBox.DefaultMeshCellSize, stored)
            : throw new RenderException(
                $"Tile '{tile.TileId}' has no size, without which its box cannot be derived. Set {nameof(TileSpec.Width)} and {nameof(TileSpec.Height)}.");
    }
}
