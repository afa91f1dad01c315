using System.Text.Json;
using System.Text.Json.Serialization;

namespace Render.Transforms;

/// <summary>Reads and writes the list of transforms of a tile. A missing <c>type</c> is read as <c>list</c>, another one is refused.</summary>
public sealed class ListTransformJsonConverter : JsonConverter<ListTransform>
{
    /// <inheritdoc/>
    public override ListTransform Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TransformSpecJsonConverter.ReadList(ref reader);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ListTransform value, JsonSerializerOptions options) =>
        TransformSpecJsonConverter.WriteSpec(writer, value);
}
