using Render.Transforms;

namespace Render;

/// <summary>A change as it stands in a file.</summary>
/// <param name="TileId">The tile.</param>
/// <param name="Transform">The transform.</param>
internal sealed record TransformChangeJson(string? TileId, TransformSpec? Transform);
