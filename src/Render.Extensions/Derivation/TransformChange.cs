using Render.Transforms;

namespace Render;

/// <summary>A transform for one tile.</summary>
/// <param name="TileId">The tile.</param>
/// <param name="Transform">The transform.</param>
public sealed record TransformChange(string TileId, TransformSpec Transform);
