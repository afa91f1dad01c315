using System.IO.Hashing;
using System.Runtime.InteropServices;
using Render.Transforms;

namespace Render;

/// <summary>Makes the marks of tiles, for all workers of an import.</summary>
/// <param name="bounds">Where bounding boxes come from: the same JSON is stored differently when the server derives them.</param>
/// <param name="hashes">The hashes of shared transforms.</param>
internal sealed class TileMarker(ImportBounds bounds, TransformHashes hashes)
{
    private readonly long seed = bounds == ImportBounds.Server ? 1 : 0;

    public TileMark Mark(TileSpec tile, ReadOnlySpan<byte> json, List<string> references, IReadOnlyDictionary<string, TransformSpec> shared)
    {
        ulong content = XxHash3.HashToUInt64(json, seed);
        foreach (string id in references)
            content = Join(content, hashes.Of(shared[id]));

        return new TileMark(TileMark.HashOf(tile.TileId), content);
    }

    private static ulong Join(ulong first, ulong second) => XxHash3.HashToUInt64(MemoryMarshal.AsBytes([first, second]));
}
