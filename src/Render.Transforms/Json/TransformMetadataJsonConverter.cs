using System.Text.Json;
using System.Text.Json.Serialization;

namespace Render.Transforms;

/// <summary>Reads and writes the notes about a transform.</summary>
public sealed class TransformMetadataJsonConverter : JsonConverter<TransformMetadata>
{
    /// <inheritdoc/>
    public override TransformMetadata Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ReadMetadata(ref reader);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TransformMetadata value, JsonSerializerOptions options) =>
        WriteMetadata(writer, value);

    internal static TransformMetadata ReadMetadata(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException($"metaData of a transform is an object, but found {reader.TokenType}.");

        HashSet<string> labels = [];
        Dictionary<string, JsonElement>? additional = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isLabels = reader.ValueTextEquals(TransformJson.Labels.EncodedUtf8Bytes);
            string? name = isLabels ? null : reader.GetString()!;
            reader.Read();
            if (isLabels)
                ReadLabels(ref reader, labels);
            else
                (additional ??= [])[name!] = JsonElement.ParseValue(ref reader);
        }

        return new TransformMetadata { Labels = labels, AdditionalProperties = additional };
    }

    internal static void WriteMetadata(Utf8JsonWriter writer, TransformMetadata metadata)
    {
        writer.WriteStartObject();
        if (metadata.Labels.Count > 0)
        {
            writer.WriteStartArray(TransformJson.Labels);
            foreach (string label in metadata.Labels)
                writer.WriteStringValue(label);

            writer.WriteEndArray();
        }

        TransformJson.WriteAdditional(writer, metadata.AdditionalProperties);
        writer.WriteEndObject();
    }

    private static void ReadLabels(ref Utf8JsonReader reader, HashSet<string> labels)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return;

        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException($"labels of a transform are an array of strings, but found {reader.TokenType}.");

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (TransformJson.ReadText(ref reader, "labels") is { } label)
                labels.Add(label);
        }
    }
}
