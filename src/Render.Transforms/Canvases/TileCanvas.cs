namespace Render.Transforms;

/// <summary>What the server draws of a tile where transforms are left out: the transforms that stay, and where the image lies.</summary>
/// <param name="Transforms">The transforms that stay, without nested lists. Points of the canvas are in the space behind them.</param>
/// <param name="Box">The box of the tile behind these transforms, in pixels at full scale, as the server rounds it.</param>
/// <param name="Origin">
/// The place of the image's upper left corner in that space: what pixels of the image, divided by its scale, must be moved by to become
/// coordinates. It is the corner of <paramref name="Box"/>, except that 4.0.2 normalizes to (0, 0), so that parts of the tile may lie outside.
/// </param>
public sealed record TileCanvas(ListTransform Transforms, BoundingBox Box, Point2D Origin)
{
    /// <summary>Works out what is drawn of a tile.</summary>
    /// <param name="transforms">The transforms of the tile without references, or null for none.</param>
    /// <param name="exclusion">What is left out.</param>
    /// <param name="line">The line of the server that draws.</param>
    /// <param name="width">Width of the tile in pixels.</param>
    /// <param name="height">Height of the tile in pixels.</param>
    /// <param name="meshCellSize">The tile's size of mesh cells in pixels, the distance of the samples of its box.</param>
    /// <param name="stored">
    /// The box that is stored with the tile. The server keeps to it while <paramref name="exclusion"/> is not <see cref="TransformExclusion.IsActive"/>;
    /// null derives one.
    /// </param>
    /// <returns>What is drawn.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Width, height or cell size is needed for the box, and is not a positive number.</exception>
    /// <inheritdoc cref="TransformSpec.Apply(Point2D)" path="/exception"/>
    public static TileCanvas Of(
        TransformSpec? transforms,
        TransformExclusion exclusion,
        ServerLine line,
        double width,
        double height,
        double meshCellSize = TileBoundingBox.DefaultMeshCellSize,
        BoundingBox? stored = null)
    {
        ArgumentNullException.ThrowIfNull(exclusion);
        IReadOnlyList<TransformSpec> chain = transforms?.Flatten() ?? [];
        var kept = new ListTransform(chain.Take(exclusion.CountKept(chain, line)));
        BoundingBox box = stored is { } known && !exclusion.IsActive
            ? known
            : TileBoundingBox.DeriveAsServer(kept, width, height, meshCellSize);
        bool isAtZero = exclusion.NormalizeForMatching && line == ServerLine.Line40;
        return new TileCanvas(kept, box, isAtZero ? default : new Point2D(box.MinX, box.MinY));
    }
}
