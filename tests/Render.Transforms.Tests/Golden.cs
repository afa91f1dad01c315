using System.Globalization;
using System.Text.Json;

namespace Render.Transforms.Tests;

/// <summary>Numbers of the reference implementation, from tests/golden.</summary>
internal static class Golden
{
    public static string Folder { get; } = Find();

    public static JsonElement Read(string path)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, path)));
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

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "tests", "golden");
            if (Directory.Exists(candidate))
                return candidate;
        }

        throw new DirectoryNotFoundException("tests/golden was not found above the folder of the tests.");
    }
}
