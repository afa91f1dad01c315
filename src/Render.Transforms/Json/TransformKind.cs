namespace Render.Transforms;

/// <summary>What <c>type</c> says of a transform. Unknown until it is read.</summary>
internal enum TransformKind
{
    Unknown,
    Leaf,
    List,
    Reference,
    Interpolated,
}
