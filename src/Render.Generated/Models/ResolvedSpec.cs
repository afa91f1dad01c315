using Render.Transforms;

namespace Render;

/// <summary>
/// One element of a resolved tile collection that is read while it arrives: either a tile, or a transform that tiles refer to.
/// </summary>
/// <remarks>
/// The server sends the transforms before the tiles, but the elements of a JSON object have no order to rely on: keep tiles whose
/// transforms are missing until these come.
/// </remarks>
public readonly record struct ResolvedSpec
{
    internal ResolvedSpec(TileSpec tile) => Tile = tile;

    internal ResolvedSpec(TransformSpec sharedTransform) => SharedTransform = sharedTransform;

    /// <summary>The tile, its references to shared transforms kept; <c>null</c> for a transform.</summary>
    public TileSpec? Tile { get; }

    /// <summary>The shared transform with its <see cref="TransformSpec.Id"/>; <c>null</c> for a tile.</summary>
    public TransformSpec? SharedTransform { get; }
}
