using System.Collections.Concurrent;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text.Json;
using Render.Transforms;

namespace Render;

/// <summary>Makes the marks of tiles, for all workers of an import.</summary>
/// <param name="bounds">Where bounding boxes come from: the same JSON is stored differently when the server derives them.</param>
internal sealed class TileMarker(ImportBounds bounds)
{
    private readonly long seed = bounds == ImportBounds.Server ? 1 : 0;
    private readonly ConcurrentDictionary<TransformSpec, ulong> transforms = new(ReferenceEqualityComparer.Instance);

    public TileMark Mark(TileSpec tile, ReadOnlySpan<byte> json, List<string> references, IReadOnlyDictionary<string, TransformSpec> shared)
    {
        ulong content = XxHash3.HashToUInt64(json, seed);
        foreach (string id in references)
            content = Join(content, transforms.GetOrAdd(shared[id], Hash));

        return new TileMark(XxHash3.HashToUInt64(MemoryMarshal.AsBytes(tile.TileId.AsSpan())), content);
    }

    private static ulong Hash(TransformSpec transform)
    {
        using var buffer = new PooledBuffer();
        using var json = new Utf8JsonWriter(buffer);
        TransformSpecJsonConverter.WriteSpec(json, transform);
        json.Flush();
        return XxHash3.HashToUInt64(buffer.Written.Span);
    }

    private static ulong Join(ulong first, ulong second) => XxHash3.HashToUInt64(MemoryMarshal.AsBytes([first, second]));
}
