using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using Render.Transforms;

namespace Render;

/// <summary>
/// Writes tiles as the body of one request, a resolved tile collection with the shared transforms that they refer to. The buffer is used
/// again for the next body.
/// </summary>
internal sealed class ChunkWriter : IDisposable
{
    private static readonly JsonEncodedText TileMap = JsonEncodedText.Encode("tileIdToSpecMap");
    private static readonly JsonEncodedText TransformMap = JsonEncodedText.Encode("transformIdToSpecMap");

    private readonly PooledBuffer buffer = new();
    private readonly Utf8JsonWriter json;
    private readonly List<ChunkTile> tiles = [];
    private readonly Dictionary<string, TransformSpec> transforms = new(StringComparer.Ordinal);
    private readonly List<string> nested = [];
    private int transformsStart;

    public ChunkWriter() => json = new Utf8JsonWriter(buffer, new JsonWriterOptions
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
        MaxDepth = 1024,
    });

    public int TileCount => tiles.Count;

    /// <summary>Bytes written so far, without the shared transforms.</summary>
    public long Length => json.BytesCommitted + json.BytesPending;

    public void Add(TileSpec tile, int index, List<string> references, IReadOnlyDictionary<string, TransformSpec> shared)
    {
        if (tiles.Count == 0)
        {
            json.WriteStartObject();
            json.WriteStartObject(TileMap);
        }

        AddReferences(references, shared);
        int start = (int)Length + (tiles.Count == 0 ? 0 : 1);
        json.WritePropertyName(tile.TileId);
        RenderJson.Write(json, tile);
        tiles.Add(new ChunkTile(tile.TileId, index, tile.Z!.Value, start, (int)Length));
    }

    /// <summary>The tiles of the body, in order.</summary>
    public ReadOnlySpan<ChunkTile> Tiles => CollectionsMarshal.AsSpan(tiles);

    /// <summary>Closes the body.</summary>
    public ReadOnlyMemory<byte> Finish()
    {
        json.WriteEndObject();
        transformsStart = (int)Length;
        if (transforms.Count > 0)
        {
            json.WriteStartObject(TransformMap);
            foreach (var (id, transform) in transforms)
            {
                json.WritePropertyName(id);
                TransformSpecJsonConverter.WriteSpec(json, transform);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.Flush();
        return buffer.Written;
    }

    /// <summary>A body with only some of the tiles of the closed one, and all of its shared transforms.</summary>
    public ReadOnlyMemory<byte> Part(Range range)
    {
        var body = buffer.Written.Span;
        var (first, count) = range.GetOffsetAndLength(tiles.Count);
        var tilesOnly = body[tiles[first].Start..tiles[first + count - 1].End];
        var head = body[..tiles[0].Start];
        var tail = body[(transformsStart - 1)..];
        return (byte[])[.. head, .. tilesOnly, .. tail];
    }

    /// <summary>Starts the next body in the same buffer: the last one must have left the process.</summary>
    public void Clear()
    {
        tiles.Clear();
        transforms.Clear();
        buffer.Clear();
        json.Reset();
    }

    public void Dispose()
    {
        json.Reset();
        json.Dispose();
        buffer.Dispose();
    }

    private void AddReferences(List<string> references, IReadOnlyDictionary<string, TransformSpec> shared)
    {
        for (int i = 0; i < references.Count; i++)
        {
            var transform = shared[references[i]];
            if (!transforms.TryAdd(references[i], transform))
                continue;

            // Shared transforms may refer to others, which the request must carry too.
            nested.Clear();
            transform.CollectReferences(nested);
            references.AddRange(nested);
        }
    }
}
