using Render.Transforms;

namespace Render;

/// <summary>
/// One element of a resolved tile collection with matches that is read while it arrives: a tile, a transform that tiles refer to, or the
/// matches of a pair.
/// </summary>
/// <remarks>
/// The server sends the transforms before the tiles and the pairs last, but the elements of a JSON object have no order to rely on. With more
/// than 80 tiles it may send a pair twice.
/// </remarks>
public readonly record struct ResolvedSpecOrPair
{
    internal ResolvedSpecOrPair(TileSpec tile) => Tile = tile;

    internal ResolvedSpecOrPair(TransformSpec sharedTransform) => SharedTransform = sharedTransform;

    internal ResolvedSpecOrPair(CanvasMatches pair) => Pair = pair;

    /// <summary>The tile, its references to shared transforms kept, or <c>null</c>.</summary>
    public TileSpec? Tile { get; }

    /// <summary>The shared transform with its <see cref="TransformSpec.Id"/>, or <c>null</c>.</summary>
    public TransformSpec? SharedTransform { get; }

    /// <summary>The matches of a pair, or <c>null</c>.</summary>
    public CanvasMatches? Pair { get; }
}
