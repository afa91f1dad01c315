using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Render.LocalServer;

/// <summary>
/// Reads timestamps as the Java server does: <c>2020-01-02T03:04:05.678Z</c> with milliseconds and a literal Z, or milliseconds since
/// 1970; an empty text is none.
/// </summary>
internal sealed class StrictTimestampConverter : JsonConverter<DateTimeOffset?>
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number)
            return DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64());

        if (reader.TokenType != JsonTokenType.String)
            throw new JsonException();

        var text = reader.GetString()!;
        if (text.Length == 0)
            return null;

        return DateTimeOffset.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var timestamp)
            ? timestamp
            : throw new JsonException(
                $"Cannot deserialize value of type `java.util.Date` from String \"{text}\": expected format \"yyyy-MM-dd'T'HH:mm:ss.SSS'Z'\"");
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value!.Value.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture));
}
