using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Render.Transforms;

/// <summary>The words of transforms in JSON.</summary>
internal static class TransformJson
{
    public static readonly JsonEncodedText Type = JsonEncodedText.Encode("type");
    public static readonly JsonEncodedText Id = JsonEncodedText.Encode("id");
    public static readonly JsonEncodedText MetaData = JsonEncodedText.Encode("metaData");
    public static readonly JsonEncodedText Labels = JsonEncodedText.Encode("labels");
    public static readonly JsonEncodedText ClassName = JsonEncodedText.Encode("className");
    public static readonly JsonEncodedText DataString = JsonEncodedText.Encode("dataString");
    public static readonly JsonEncodedText RefId = JsonEncodedText.Encode("refId");
    public static readonly JsonEncodedText SpecList = JsonEncodedText.Encode("specList");
    public static readonly JsonEncodedText A = JsonEncodedText.Encode("a");
    public static readonly JsonEncodedText B = JsonEncodedText.Encode("b");
    public static readonly JsonEncodedText Lambda = JsonEncodedText.Encode("lambda");

    public static readonly JsonEncodedText Leaf = JsonEncodedText.Encode("leaf");
    public static readonly JsonEncodedText List = JsonEncodedText.Encode("list");
    public static readonly JsonEncodedText Ref = JsonEncodedText.Encode("ref");
    public static readonly JsonEncodedText Interpolated = JsonEncodedText.Encode("interpolated");

    // As Java does. The server writes and reads numbers that JSON has no word for as strings.
    public static void WriteNumber(Utf8JsonWriter writer, double value)
    {
        if (!double.IsFinite(value))
        {
            writer.WriteStringValue(double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
            return;
        }

        Span<byte> text = stackalloc byte[JavaNumber.MaximumLength];
        int length = JavaNumber.Format(value, text);
        writer.WriteRawValue(text[..length], skipInputValidation: true);
    }

    // Ids are sometimes written as numbers: as in tiles, these, true and false are the text that they are written with.
    public static string? ReadText(ref Utf8JsonReader reader, string member) => reader.TokenType switch
    {
        JsonTokenType.String or JsonTokenType.Null => reader.GetString(),
        JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False =>
            Encoding.UTF8.GetString(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan),
        _ => throw new JsonException($"{member} of a transform is a string, but found {reader.TokenType}."),
    };

    public static void WriteAdditional(Utf8JsonWriter writer, IReadOnlyDictionary<string, JsonElement>? properties)
    {
        if (properties is null)
            return;

        foreach ((string name, JsonElement value) in properties)
        {
            writer.WritePropertyName(name);
            value.WriteTo(writer);
        }
    }
}
