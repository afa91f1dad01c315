using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Render.LocalServer;

/// <summary>
/// Reads timestamps as leniently as the Java server does (<see cref="LenientTimestamp"/>), or as milliseconds since 1970; a blank text is
/// none. Writes them always as <c>yyyy-MM-ddTHH:mm:ss.SSSZ</c>.
/// </summary>
internal sealed class LenientTimestampConverter : JsonConverter<DateTimeOffset?>
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number)
            return OfMilliseconds(ref reader);

        if (reader.TokenType != JsonTokenType.String)
            throw ModelJson.Unexpected(reader.TokenType, "a timestamp");

        var text = reader.GetString()!;
        if (JavaBlanks.Trim(text).IsEmpty)
            return null;

        return LenientTimestamp.TryParse(JavaBlanks.Trim(text), out var timestamp)
            ? timestamp
            : throw new JsonException(
                $"Cannot deserialize value of type `java.util.Date` from String \"{text}\": expected format \"yyyy-MM-dd'T'HH:mm:ss.SSS'Z'\"");
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value!.Value.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture));

    private static DateTimeOffset OfMilliseconds(ref Utf8JsonReader reader) =>
        reader.TryGetInt64(out var milliseconds) && LenientTimestamp.TryAdd(DateTimeOffset.UnixEpoch, milliseconds) is { } timestamp
            ? timestamp
            : throw new JsonException("Cannot deserialize value of type `java.util.Date`: expected whole milliseconds, years 1 to 9999");
}
