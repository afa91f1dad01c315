using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Render.Transforms;

namespace Render;

/// <summary>Writes doubles as Java does, see <see cref="NumberForm.Java"/>, and reads what Jackson takes for one.</summary>
internal sealed class JavaDoubleConverter : JsonConverter<double>
{
    /// <inheritdoc/>
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Number => reader.GetDouble(),
        JsonTokenType.String when double.TryParse(reader.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        _ => throw ModelJson.Unexpected(reader.TokenType, "a number"),
    };

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) =>
        ModelJson.WriteDouble(new ModelWriter(writer, NumberForm.Java), value);
}
