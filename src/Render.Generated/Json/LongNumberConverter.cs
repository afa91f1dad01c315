using System.Text.Json;
using System.Text.Json.Serialization;

namespace Render;

/// <summary>Reads whole numbers of 64 bits as the server does: also from text, of which the empty one is none; of numbers, fractions are cut off.</summary>
internal sealed class LongNumberConverter : JsonConverter<long?>
{
    /// <inheritdoc/>
    public override long? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => ModelJson.ReadLong(ref reader);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, long? value, JsonSerializerOptions options) => writer.WriteNumberValue(value!.Value);
}
