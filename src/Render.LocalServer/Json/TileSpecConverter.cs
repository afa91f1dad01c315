using System.Text.Json;
using System.Text.Json.Serialization;
using Render.Transforms;

namespace Render.LocalServer;

/// <summary>
/// Reads and writes tiles as the Java server does: those that come without transforms have an empty list of them, and only those that say so
/// have none.
/// </summary>
/// <param name="line">The line whose values of enumerations are taken, or <c>null</c> for any.</param>
internal sealed class TileSpecConverter(ServerLine? line) : JsonConverter<TileSpec>
{
    // Lists do not change.
    private static readonly ListTransform NoTransforms = new();

    public override TileSpec Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw ModelJson.Unexpected(reader.TokenType, "an object");

        var model = new ModelReader(reader, line);
        var tile = new TileSpec { Transforms = NoTransforms };
        ((IJsonModel)tile).ReadMembers(ref model);
        reader = model.Json;
        return tile;
    }

    public override void Write(Utf8JsonWriter writer, TileSpec value, JsonSerializerOptions options) =>
        ModelJson.WriteModel(new ModelWriter(writer, NumberForm.Java), value);
}
