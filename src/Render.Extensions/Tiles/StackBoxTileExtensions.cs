namespace Render;

/// <summary>Reading tiles by where they are, or ready to compute with.</summary>
public static class StackBoxTileExtensions
{
    /// <summary>
    /// Reads the tiles whose boxes touch a part of a layer, however many these are (<c>Sections.GetLayerTileBounds</c>, <c>Tiles.GetTileSpecs</c>).
    /// </summary>
    /// <param name="stack">The stack.</param>
    /// <param name="z">The layer.</param>
    /// <param name="box">The part, in world pixels; <see cref="ImageBox.Between"/> makes one of two corners.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The tiles by id, references to shared transforms replaced; none when there is no tile.</returns>
    /// <exception cref="RenderNotFoundException">The stack does not exist.</exception>
    public static async Task<IReadOnlyList<TileSpec>> GetBoxTilesAsync(
        this RenderStack stack, double z, ImageBox box, CancellationToken cancellationToken = default)
    {
        var bounds = await stack.GetTileBoundsAsync(z, cancellationToken).ConfigureAwait(false);
        var ids = bounds
            .Where(tile => tile.MinX <= box.X + box.Width && tile.MaxX >= box.X && tile.MinY <= box.Y + box.Height && tile.MaxY >= box.Y)
            .Select(tile => tile.TileId)
            .OfType<string>()
            .Order(StringComparer.Ordinal);
        return await stack.GetTilesAsync(ids, cancellationToken: cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads the tiles whose boxes touch a part of a layer, in an order that any server's line can be given.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="z">The layer.</param>
    /// <param name="box">The part, in world pixels; <see cref="ImageBox.Between"/> makes one of two corners.</param>
    /// <param name="order">The order: in an image of the box, the last tile is drawn on top.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The tiles, references to shared transforms replaced; none when there is no tile.</returns>
    /// <exception cref="RenderNotFoundException">The stack does not exist.</exception>
    public static async Task<IReadOnlyList<TileSpec>> GetBoxTilesAsync(
        this RenderStack stack, double z, ImageBox box, TileSpecOrder order, CancellationToken cancellationToken = default) =>
        TileOrdering.Sort(await stack.GetBoxTilesAsync(z, box, cancellationToken).ConfigureAwait(false), order);

    /// <summary>Reads one tile, references to shared transforms replaced (<c>Tiles.GetTileSpecs</c>).</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="tileId">The tile.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The tile; <see cref="StackTileExtensions.GetTileAsync"/> gives it as it is stored.</returns>
    /// <exception cref="RenderNotFoundException">The tile or the stack does not exist.</exception>
    public static async Task<TileSpec> GetResolvedTileAsync(
        this RenderStack stack, string tileId, CancellationToken cancellationToken = default)
    {
        await foreach (var tile in stack.GetTilesAsync([tileId], cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            return tile;
        }

        // The other operation says what is missing.
        return await stack.GetTileAsync(tileId, cancellationToken).ConfigureAwait(false);
    }
}
