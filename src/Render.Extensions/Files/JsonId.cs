using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Render;

/// <summary>Reads ids as the server does: one that is written as a number is the text of that number.</summary>
internal sealed class JsonId : JsonConverter<string>
{
    /// <summary>Reads the id at which a reader stands.</summary>
    /// <exception cref="JsonException">It is neither text nor a number.</exception>
    public static string? Read(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Number when reader.HasValueSequence => Encoding.UTF8.GetString(reader.ValueSequence),
        JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan),
        JsonTokenType.Null => null,
        _ => throw new JsonException($"An id is text, but here is {reader.TokenType}."),
    };

    /// <summary>Finds the id of an object that may be at fault elsewhere.</summary>
    /// <param name="json">The object.</param>
    /// <param name="name">The member with the id.</param>
    /// <returns>The id, or <c>null</c> if it has none, or none that can be read.</returns>
    public static string? Find(ReadOnlySpan<byte> json, string name)
    {
        var reader = new Utf8JsonReader(json, SpecScanner.Options);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return null;

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                bool isId = reader.ValueTextEquals(name);
                reader.Read();
                if (isId)
                    return Read(ref reader);

                reader.Skip();
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Whoever asks has reported that already.
        }

        return null;
    }

    /// <inheritdoc/>
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Read(ref reader);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
