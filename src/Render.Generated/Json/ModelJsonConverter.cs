using System.Text.Json;
using System.Text.Json.Serialization;

namespace Render;

/// <summary>Lets the serializer use the generated reading and writing of a model.</summary>
internal sealed class ModelJsonConverter<T> : JsonConverter<T>
    where T : class, IJsonModel, new()
{
    /// <inheritdoc/>
    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ModelJson.ReadModel<T>(ref reader);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => ModelJson.WriteModel(writer, value);
}
