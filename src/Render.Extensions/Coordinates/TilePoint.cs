using Render.Transforms;

namespace Render;

/// <summary>A location in the image of a tile.</summary>
/// <param name="TileId">The tile.</param>
/// <param name="Local">The location in pixels of the tile's image.</param>
public readonly record struct TilePoint(string TileId, Point2D Local);
