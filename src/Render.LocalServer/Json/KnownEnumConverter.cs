using System.Text.Json;
using System.Text.Json.Serialization;

namespace Render.LocalServer;

/// <summary>Reads values of an enumeration as the Java server does: by text or by number, and only those that its line knows.</summary>
internal sealed class KnownEnumConverter<T>(ServerLine line) : JsonConverter<T>
    where T : struct, IExtensibleEnum<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ModelJson.ReadEnum<T>(ref reader, line);

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
