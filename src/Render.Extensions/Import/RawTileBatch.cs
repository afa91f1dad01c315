using Render.Transforms;

namespace Render;

/// <summary>Tiles as they stand in a file, parsed by the worker that takes them.</summary>
internal sealed class RawTileBatch(long firstIndex, RawSpecs specs, IReadOnlyDictionary<string, TransformSpec> shared)
    : TileBatch(firstIndex, shared)
{
    public override int Count => specs.Count;

    public override string? File => specs.File;

    public override TileSpec? Read(int index) => SpecJson.ReadTile(specs[index]);

    // Escaped letters hide the word, and nobody writes them; then the reference is looked up when the tile is sent.
    public override bool MayRefer(int index) => specs[index].IndexOf("\"refId\""u8) >= 0;

    public override TileOrigin Origin(int index) => new(FirstIndex + index, specs.File, specs.Line(index));

    public override void Dispose() => specs.Dispose();
}
