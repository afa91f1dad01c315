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
    private readonly PooledBuffer buffer = new();
    private readonly Utf8JsonWriter json;
    private readonly List<ChunkTile> tiles = [];
    private readonly Dictionary<string, TransformSpec> transforms = new(StringComparer.Ordinal);
    private int written;

    public ChunkWriter()
    {
        json = new Utf8JsonWriter(buffer, new JsonWriterOptions
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            SkipValidation = true,
            MaxDepth = 1024,
        });
        Clear();
    }

    public int TileCount => tiles.Count;

    /// <summary>Bytes of the body so far, without the shared transforms.</summary>
    public int Length => buffer.Length;

    /// <summary>The tiles of the body, in order.</summary>
    public ReadOnlySpan<ChunkTile> Tiles => CollectionsMarshal.AsSpan(tiles);

    /// <summary>Writes a tile behind those of the body. It belongs to them once it is kept.</summary>
    /// <returns>Its JSON.</returns>
    /// <exception cref="RenderException">It has members that JSON cannot hold. Nothing was written.</exception>
    public ReadOnlySpan<byte> Write(TileSpec tile)
    {
        Drop();
        if (tiles.Count > 0)
            buffer.Append(","u8);

        try
        {
            json.WriteStringValue(tile.TileId);
            Flush();
            buffer.Append(":"u8);
            int start = buffer.Length;
            RenderJson.Write(json, tile);
            Flush();
            return buffer.Written.Span[start..];
        }
        catch (Exception fault) when (fault is ArgumentException or InvalidOperationException or JsonException)
        {
            json.Reset();
            Drop();
            throw new RenderException($"it cannot be written as JSON: {fault.Message} Correct its members.", fault);
        }
    }

    /// <summary>Keeps the tile that was written, with the shared transforms that it needs.</summary>
    public void Keep(TileSpec tile, int index, TileMark mark, List<string> references, IReadOnlyDictionary<string, TransformSpec> shared)
    {
        Need(references, shared);
        int start = written + (tiles.Count == 0 ? 0 : 1);
        written = buffer.Length;
        tiles.Add(new ChunkTile(tile.TileId, index, tile.Z!.Value, start, written, mark));
    }

    /// <summary>Takes back what was written and not kept.</summary>
    public void Drop() => buffer.Truncate(written);

    /// <summary>Closes the body: from then on there is only <see cref="Part"/>, or <see cref="Clear"/>.</summary>
    public ReadOnlyMemory<byte> Finish()
    {
        Drop();
        buffer.Append("}"u8);
        if (transforms.Count > 0)
        {
            buffer.Append(",\"transformIdToSpecMap\":"u8);
            json.WriteStartObject();
            foreach (var (id, transform) in transforms)
            {
                json.WritePropertyName(id);
                TransformSpecJsonConverter.WriteSpec(json, transform);
            }

            json.WriteEndObject();
            Flush();
        }

        buffer.Append("}"u8);
        return buffer.Written;
    }

    /// <summary>A body of its own with some of the tiles of this one, and with the shared transforms that they need.</summary>
    /// <param name="range">Which of the tiles.</param>
    /// <param name="batch">Where they were read from.</param>
    public ChunkWriter Part(Range range, TileBatch batch)
    {
        var part = new ChunkWriter();
        foreach (var tile in Tiles[range])
        {
            if (part.TileCount > 0)
                part.buffer.Append(","u8);

            int start = part.buffer.Length;
            part.buffer.Append(buffer.Written.Span[tile.Start..tile.End]);
            part.written = part.buffer.Length;
            part.tiles.Add(tile with { Start = start, End = part.written });
            if (transforms.Count > 0)
                part.Need(SharedTransforms.ReferencesOf(batch.Read(tile.Index)!, batch.Shared), batch.Shared);
        }

        return part;
    }

    /// <summary>Starts the next body in the same buffer: the last one must have left the process.</summary>
    public void Clear()
    {
        tiles.Clear();
        transforms.Clear();
        buffer.Clear();
        buffer.Append("{\"tileIdToSpecMap\":{"u8);
        written = buffer.Length;
    }

    public void Dispose()
    {
        json.Dispose();
        buffer.Dispose();
    }

    private void Need(List<string> references, IReadOnlyDictionary<string, TransformSpec> shared)
    {
        foreach (string id in references)
            transforms.TryAdd(id, shared[id]);
    }

    // Every value is a document of its own for the writer, so that one can be taken back.
    private void Flush()
    {
        json.Flush();
        json.Reset();
    }
}
