using System.Text.Json;
using System.Text.Json.Serialization;

namespace Render;

/// <summary>Reads whole numbers as the server does: also from text, of which the empty one is none; of numbers, fractions are cut off.</summary>
internal sealed class WholeNumberConverter : JsonConverter<int?>
{
    /// <inheritdoc/>
    public override int? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => ModelJson.ReadWhole(ref reader);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, int? value, JsonSerializerOptions options) => writer.WriteNumberValue(value!.Value);
}
