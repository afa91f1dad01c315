using System.Text.Json;
using System.Text.Json.Serialization;

namespace Render.Transforms;

/// <summary>Reads and writes transforms where only a leaf may stand.</summary>
public sealed class LeafTransformJsonConverter : JsonConverter<LeafTransform>
{
    /// <inheritdoc/>
    public override LeafTransform Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TransformSpecJsonConverter.ReadSpec(ref reader) as LeafTransform
        ?? throw new JsonException("The transform is a list, a reference or an interpolation where a leaf is expected.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, LeafTransform value, JsonSerializerOptions options) =>
        TransformSpecJsonConverter.WriteSpec(writer, value);
}
