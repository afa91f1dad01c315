using System.Text.Json;
using System.Text.Json.Serialization;
using Render.Transforms;

namespace Render;

/// <summary>Writes points that were mapped and those that were not, named as the serializer's options say; and reads them back.</summary>
public sealed class MappedPointJsonConverter : JsonConverter<MappedPoint>
{
    /// <inheritdoc/>
    public override MappedPoint Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        using var document = JsonDocument.ParseValue(ref reader);
        var json = document.RootElement;
        if (json.ValueKind != JsonValueKind.Object)
            throw new JsonException("A mapped point is an object.");

        string? tileId = Find(json, nameof(MappedPoint.TileId), options) is { } id ? id.GetString() : null;
        if (Find(json, nameof(MappedPoint.Point), options) is not { } point)
        {
            return Find(json, nameof(MappedPoint.Error), options) is { } error
                ? MappedPoint.Failed(error.GetString()!, tileId)
                : throw new JsonException("A mapped point has a point or an error.");
        }

        return MappedPoint.At(
            new Point2D(Coordinate(point, nameof(Point2D.X), options), Coordinate(point, nameof(Point2D.Y), options)),
            Find(json, nameof(MappedPoint.Z), options)?.GetDouble(),
            tileId,
            Find(json, nameof(MappedPoint.IsVisible), options)?.GetBoolean() ?? false);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, MappedPoint value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(options);
        writer.WriteStartObject();
        writer.WritePropertyName(Name(nameof(MappedPoint.Point), options));
        if (value.IsMapped)
        {
            writer.WriteStartObject();
            writer.WriteNumber(Name(nameof(Point2D.X), options), value.Point.X);
            writer.WriteNumber(Name(nameof(Point2D.Y), options), value.Point.Y);
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteNullValue();
        }

        writer.WritePropertyName(Name(nameof(MappedPoint.Z), options));
        if (value.Z is { } z)
            writer.WriteNumberValue(z);
        else
            writer.WriteNullValue();

        writer.WriteString(Name(nameof(MappedPoint.TileId), options), value.TileId);
        writer.WriteBoolean(Name(nameof(MappedPoint.IsVisible), options), value.IsVisible);
        writer.WriteString(Name(nameof(MappedPoint.Error), options), value.Error);
        writer.WriteBoolean(Name(nameof(MappedPoint.IsMapped), options), value.IsMapped);
        writer.WriteEndObject();
    }

    private static string Name(string member, JsonSerializerOptions options) => options.PropertyNamingPolicy?.ConvertName(member) ?? member;

    private static JsonElement? Find(JsonElement json, string member, JsonSerializerOptions options) =>
        json.TryGetProperty(Name(member, options), out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static double Coordinate(JsonElement point, string member, JsonSerializerOptions options) =>
        Find(point, member, options)?.GetDouble() ?? throw new JsonException($"The point has no {member}.");
}
