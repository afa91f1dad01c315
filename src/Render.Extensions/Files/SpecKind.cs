namespace Render;

/// <summary>What a JSON array of a spec file holds.</summary>
internal enum SpecKind
{
    Tile,
    Transform,
    TransformChange,
    Matches,
}
