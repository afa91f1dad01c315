using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using Render.Transforms;

namespace Render;

/// <summary>Reads one spec of a file. Whatever is wrong with it, of whatever type the exception was, becomes a <see cref="SpecJsonException"/>.</summary>
internal static class SpecJson
{
    private delegate T Reading<T>(ref ModelReader reader);

    /// <summary>Reads a tile; <c>null</c> where JSON says so.</summary>
    /// <exception cref="SpecJsonException">It is no tile spec.</exception>
    public static TileSpec? ReadTile(ReadOnlySpan<byte> json) => Read(json, "tileId", ModelJson.ReadModel<TileSpec>);

    /// <summary>Reads a transform; <c>null</c> where JSON says so.</summary>
    /// <exception cref="SpecJsonException">It is no transform spec.</exception>
    public static TransformSpec? ReadTransform(ReadOnlySpan<byte> json) =>
        Read(json, "id", static (ref ModelReader reader) => TransformSpecJsonConverter.ReadSpec(ref reader.Json));

    /// <summary>Reads a change of the transforms of a tile; <c>null</c> where JSON says so.</summary>
    /// <exception cref="SpecJsonException">It is no change.</exception>
    public static TransformChangeJson? ReadChange(ReadOnlySpan<byte> json) =>
        Read(json, "tileId", static (ref ModelReader reader) => ReadChange(ref reader.Json));

    /// <summary>Reads a pair with its matches; <c>null</c> where JSON says so.</summary>
    /// <exception cref="SpecJsonException">It is no pair.</exception>
    public static CanvasMatches? ReadMatches(ReadOnlySpan<byte> json) => Read(json, "pId", ModelJson.ReadModel<CanvasMatches>);

    private static T? Read<T>(ReadOnlySpan<byte> json, string idName, Reading<T> read)
        where T : class
    {
        if (!Utf8.IsValid(json))
            throw SpecJsonException.NotUtf8(json, idName, ValidLength(json));

        var reader = new ModelReader(json);
        try
        {
            reader.Read();
            var spec = reader.TokenType == JsonTokenType.Null ? null : read(ref reader);

            // Whatever is left behind the spec, the reader refuses.
            reader.Read();
            return spec;
        }
        catch (Exception fault) when (fault is JsonException or OverflowException or FormatException or InvalidOperationException or ArgumentException)
        {
            throw SpecJsonException.At(json, idName, reader.TokenStart, fault);
        }
    }

    private static TransformChangeJson ReadChange(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException($"A change is an object, but here is {reader.TokenType}.");

        string? tileId = null;
        TransformSpec? transform = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isTileId = reader.ValueTextEquals("tileId"u8);
            bool isTransform = reader.ValueTextEquals("transform"u8);
            reader.Read();
            if (isTileId)
                tileId = JsonId.Read(ref reader);
            else if (!isTransform)
                reader.Skip();
            else
                transform = reader.TokenType == JsonTokenType.Null ? null : TransformSpecJsonConverter.ReadSpec(ref reader);
        }

        return new TransformChangeJson(tileId, transform);
    }

    private static int ValidLength(ReadOnlySpan<byte> json)
    {
        char[] text = ArrayPool<char>.Shared.Rent(json.Length);
        Utf8.ToUtf16(json, text, out int length, out _, replaceInvalidSequences: false);
        ArrayPool<char>.Shared.Return(text);
        return length;
    }
}
