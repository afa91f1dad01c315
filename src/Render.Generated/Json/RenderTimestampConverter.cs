using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Render;

/// <summary>
/// Timestamps as the server writes and accepts them: <c>yyyy-MM-ddTHH:mm:ss.SSSZ</c>, always UTC, always milliseconds. On input also
/// milliseconds since 1970, and an empty text for none, as the server takes them.
/// </summary>
internal sealed class RenderTimestampConverter : JsonConverter<DateTimeOffset?>
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <inheritdoc/>
    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number)
        {
            return DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64());
        }

        var text = reader.GetString();
        if (text is null or "")
        {
            return null;
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var timestamp)
            ? timestamp.ToUniversalTime()
            : throw new JsonException($"'{text}' is not a timestamp of the form yyyy-MM-ddTHH:mm:ss.SSSZ.");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value?.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture));
}
