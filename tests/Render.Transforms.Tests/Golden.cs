using System.Globalization;
using System.Text.Json;

namespace Render.Transforms.Tests;

/// <summary>Numbers of the reference implementation, from tests/golden.</summary>
internal static class Golden
{
    public static JsonElement Read(string path)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Repository.Golden(path)));
        return document.RootElement.Clone();
    }

    public static double Number(JsonElement element) => element.ValueKind == JsonValueKind.String
        ? double.Parse(element.GetString()!, CultureInfo.InvariantCulture)
        : element.GetDouble();

    public static Point2D Point(JsonElement element) => new(Number(element[0]), Number(element[1]));

    public static Point2D[] Points(JsonElement element) => [.. element.EnumerateArray().Select(Point)];

    public static TransformSpec Spec(JsonElement element) => Transform(element.GetRawText());

    public static TransformSpec Transform(string json) => JsonSerializer.Deserialize(json, TransformJsonContext.Default.TransformSpec)!;

    public static TransformSpec Leaf(string className, string? dataString) => Transform(
        $$"""{"type":"leaf","className":{{JsonSerializer.Serialize(className)}},"dataString":{{JsonSerializer.Serialize(dataString)}}}""");
}
