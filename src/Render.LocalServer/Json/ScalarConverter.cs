using System.Text.Json;
using System.Text.Json.Serialization;

namespace Render.LocalServer;

/// <summary>Reads a kind of members with <see cref="JacksonScalars"/>.</summary>
/// <param name="read">Reads one.</param>
/// <param name="write">Writes one.</param>
internal sealed class ScalarConverter<T>(ScalarConverter<T>.Reader read, Action<Utf8JsonWriter, T> write) : JsonConverter<T>
{
    public delegate T Reader(ref Utf8JsonReader reader);

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => read(ref reader);

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => write(writer, value);
}
