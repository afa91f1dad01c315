using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Render.LocalServer;

/// <summary>Reads integers as the Java server does: fractions are cut off, and texts are numbers too.</summary>
internal sealed class LenientIntegerConverter : JsonConverter<int>
{
    public override int Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number)
            return reader.TryGetInt32(out var number) ? number : (int)reader.GetDouble();

        return reader.TokenType == JsonTokenType.String
            && int.TryParse(reader.GetString(), NumberStyles.Integer, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new JsonException();
    }

    public override void Write(Utf8JsonWriter writer, int value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
}
