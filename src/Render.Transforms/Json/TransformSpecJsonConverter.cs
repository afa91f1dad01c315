using System.Text.Json;
using System.Text.Json.Serialization;

namespace Render.Transforms;

/// <summary>Reads and writes transforms of every kind. <c>type</c> tells lists, references and interpolated transforms; all else is a leaf, told by <c>className</c>.</summary>
public sealed class TransformSpecJsonConverter : JsonConverter<TransformSpec>
{
    /// <summary>Reads one transform.</summary>
    /// <param name="reader">Stands at the start of a JSON object, and at its end afterwards.</param>
    /// <returns>The transform. Its data strings are not parsed yet.</returns>
    /// <exception cref="JsonException">The JSON is not a transform.</exception>
    public static TransformSpec ReadSpec(ref Utf8JsonReader reader)
    {
        return Read(ref reader, TransformKind.Unknown);
    }

    /// <summary>Reads one list of transforms, as a tile has it.</summary>
    /// <param name="reader">Stands at the start of a JSON object, and at its end afterwards.</param>
    /// <returns>The list. Its data strings are not parsed yet.</returns>
    /// <exception cref="JsonException">The JSON is not a list of transforms.</exception>
    public static ListTransform ReadList(ref Utf8JsonReader reader)
    {
        return (ListTransform)Read(ref reader, TransformKind.List);
    }

    /// <summary>Writes one transform, <c>type</c> first.</summary>
    /// <param name="writer">Receives a JSON object.</param>
    /// <param name="spec">The transform.</param>
    public static void WriteSpec(Utf8JsonWriter writer, TransformSpec spec)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(spec);
        writer.WriteStartObject();
        WriteType(writer, spec);
        if (spec.Id is not null)
            writer.WriteString(TransformJson.Id, spec.Id);

        if (spec.Metadata is not null)
        {
            writer.WritePropertyName(TransformJson.MetaData);
            TransformMetadataJsonConverter.WriteMetadata(writer, spec.Metadata);
        }

        spec.WriteMembers(writer);
        TransformJson.WriteAdditional(writer, spec.AdditionalProperties);
        writer.WriteEndObject();
    }

    /// <inheritdoc/>
    public override TransformSpec Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => ReadSpec(ref reader);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TransformSpec value, JsonSerializerOptions options) => WriteSpec(writer, value);

    private static TransformSpec Read(ref Utf8JsonReader reader, TransformKind kind)
    {
        try
        {
            var spec = new TransformSpecReader(kind);
            return spec.Read(ref reader);
        }
        catch (InvalidOperationException exception)
        {
            // What the reader throws for strings with bytes or escapes that are no characters.
            throw new JsonException("A string in a transform is not valid Unicode.", exception);
        }
    }

    private static void WriteType(Utf8JsonWriter writer, TransformSpec spec)
    {
        switch (spec)
        {
            case UnknownTransform { TypeName: { } name }:
                writer.WriteString(TransformJson.Type, name);
                break;
            case LeafTransform:
                writer.WriteString(TransformJson.Type, TransformJson.Leaf);
                break;
            case ListTransform:
                writer.WriteString(TransformJson.Type, TransformJson.List);
                break;
            case ReferenceTransform:
                writer.WriteString(TransformJson.Type, TransformJson.Ref);
                break;
            case InterpolatedTransform:
                writer.WriteString(TransformJson.Type, TransformJson.Interpolated);
                break;
        }
    }
}
