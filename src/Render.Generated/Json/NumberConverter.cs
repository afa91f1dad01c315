using System.Text.Json;
using System.Text.Json.Serialization;

namespace Render;

/// <summary>Reads numbers as the server does: also from text, of which the empty one is none.</summary>
/// <param name="numbers">How doubles are written.</param>
/// <param name="line">The line of the server that reads, as which numbers that no double can hold are infinite; <c>null</c> for a client, which refuses these.</param>
internal sealed class NumberConverter(NumberForm numbers, ServerLine? line) : JsonConverter<double?>
{
    /// <inheritdoc/>
    public override double? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ModelJson.ReadNumber(ref reader, line is null);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, double? value, JsonSerializerOptions options) =>
        ModelJson.WriteDouble(new ModelWriter(writer, numbers), value!.Value);
}
