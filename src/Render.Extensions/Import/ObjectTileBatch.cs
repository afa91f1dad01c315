using Render.Transforms;

namespace Render;

/// <summary>Tiles that the caller has as objects.</summary>
internal sealed class ObjectTileBatch(long firstIndex, IReadOnlyList<TileSpec> tiles, IReadOnlyDictionary<string, TransformSpec> shared)
    : TileBatch(firstIndex, shared)
{
    public override int Count => tiles.Count;

    public override string? File => null;

    public override TileSpec? Read(int index) => tiles[index];

    public override bool MayRefer(int index) => tiles[index] is { Transforms: not null };

    public override TileOrigin Origin(int index) => new(FirstIndex + index);

    public override void Dispose()
    {
    }
}
