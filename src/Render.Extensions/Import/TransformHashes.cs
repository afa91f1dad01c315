using System.IO.Hashing;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Render.Transforms;

namespace Render;

/// <summary>Hashes of shared transforms, each computed once. They keep no transform alive.</summary>
internal sealed class TransformHashes
{
    private readonly ConditionalWeakTable<TransformSpec, StrongBox<ulong>> hashes = [];

    public ulong Of(TransformSpec transform) => hashes.GetValue(transform, static spec => new StrongBox<ulong>(Hash(spec))).Value;

    private static ulong Hash(TransformSpec transform)
    {
        using var buffer = new PooledBuffer();
        using var json = new Utf8JsonWriter(buffer);
        TransformSpecJsonConverter.WriteSpec(json, transform);
        json.Flush();
        return XxHash3.HashToUInt64(buffer.Written.Span);
    }
}
