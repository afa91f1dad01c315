using Render.Transforms;

namespace Render;

/// <summary>A tile as far as its neighbours are concerned.</summary>
/// <param name="Canvas">Section id and tile id.</param>
/// <param name="Box">Its box in world pixels.</param>
/// <param name="Row">Its row in its section, if rows are used.</param>
/// <param name="Column">Its column in its section, if columns are used.</param>
internal readonly record struct PairTile(CanvasId Canvas, BoundingBox Box, int Row = 0, int Column = 0)
{
    public Point2D Centre => new((Box.MinX + Box.MaxX) / 2, (Box.MinY + Box.MaxY) / 2);

    public static PairTile Of(TileBounds tile) => tile switch
    {
        { TileId: not { Length: > 0 } } => throw new RenderException("A tile without an id cannot have neighbours. Give it a tileId."),
        { SectionId: not { Length: > 0 } } => throw new RenderException(
            $"Tile '{tile.TileId}' has no section id, which is the group of its matches. Set its layout's section id."),
        { MinX: { } minX, MinY: { } minY, MaxX: { } maxX, MaxY: { } maxY } =>
            new PairTile(new CanvasId(tile.SectionId, tile.TileId), new BoundingBox(minX, minY, maxX, maxY)),
        _ => throw new RenderException($"Tile '{tile.TileId}' has no box. Save it again with bounds."),
    };

    /// <exception cref="RenderException">The tile has no box, no section id, or neither row nor column.</exception>
    public static PairTile OfLayout(TileSpec tile)
    {
        if (tile.Layout is not { ImageRow: { } row, ImageCol: { } column })
        {
            throw new RenderException(
                $"Tile '{tile.TileId}' has no row and column in its layout. Set them, or find pairs without {nameof(TilePairOptions.UseRowsAndColumns)}.");
        }

        var bounds = new TileBounds
        {
            TileId = tile.TileId,
            SectionId = tile.Layout.SectionId,
            MinX = tile.MinX,
            MinY = tile.MinY,
            MaxX = tile.MaxX,
            MaxY = tile.MaxY,
        };
        return Of(bounds) with { Row = row, Column = column };
    }
}
