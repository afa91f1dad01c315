using System.Text.Json;
using System.Text.Json.Serialization;

namespace Render;

/// <summary>Lets the serializer use the generated reading and writing of a model.</summary>
/// <param name="numbers">How doubles are written.</param>
/// <param name="line">The line of the server whose values of enumerations alone are taken; <c>null</c> for any value.</param>
internal sealed class ModelJsonConverter<T>(NumberForm numbers, ServerLine? line) : JsonConverter<T>, IArrayReader<T>
    where T : class, IJsonModel, new()
{
    /// <inheritdoc/>
    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ModelJson.ReadModel<T>(ref reader, line);

    /// <inheritdoc/>
    public IAsyncEnumerable<T> ReadArrayAsync(Stream document, CancellationToken cancellationToken) =>
        ModelArrayReader<T>.ReadAsync(document, cancellationToken);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => ModelJson.WriteModel(new ModelWriter(writer, numbers), value);
}
