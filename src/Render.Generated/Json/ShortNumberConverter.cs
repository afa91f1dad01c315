using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Render;

/// <summary>Reads numbers of 32 bits as the server does: also from text, of which the empty one is none.</summary>
/// <param name="numbers">How numbers are written.</param>
internal sealed class ShortNumberConverter(NumberForm numbers) : JsonConverter<float?>
{
    /// <inheritdoc/>
    public override float? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        (float?)ModelJson.ReadNumber(ref reader, isFinite: true);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, float? value, JsonSerializerOptions options)
    {
        // The shortest digits are those of the number of 32 bits.
        var number = value!.Value;
        ModelJson.WriteDouble(
            new ModelWriter(writer, numbers),
            float.IsFinite(number) ? double.Parse(number.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : number);
    }
}
