using Render.Transforms;

namespace Render.LocalServer;

/// <summary>What is drawn of a tile where transforms are left out.</summary>
internal static class TileCanvasExtensions
{
    /// <summary>Works out what is drawn.</summary>
    /// <param name="tile">The tile with its box, its transforms in one list without references.</param>
    /// <param name="exclusion">What is left out.</param>
    /// <param name="line">The line of the server.</param>
    /// <exception cref="IllegalStateException">The box must be derived, and the tile has no size.</exception>
    /// <exception cref="InvalidArgumentException">The box must be derived, and a transform is of an unknown class or has a wrong data string.</exception>
    public static TileCanvas Canvas(this TileSpec tile, TransformExclusion exclusion, ServerLine line)
    {
        if (exclusion.IsActive && tile is not { Width: not null, Height: not null })
            throw new IllegalStateException("width and height must be set to create a bounding box");

        return TileGeometry.Compute(() => TileCanvas.Of(
            tile.Transforms,
            exclusion,
            line,
            tile.Width ?? 0,
            tile.Height ?? 0,
            tile.MeshCellSize ?? TileBoundingBox.DefaultMeshCellSize,
            new BoundingBox(tile.MinX!.Value, tile.MinY!.Value, tile.MaxX!.Value, tile.MaxY!.Value)));
    }
}
