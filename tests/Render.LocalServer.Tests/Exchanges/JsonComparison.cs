using System.Text.Json;

namespace Render.LocalServer.Tests.Exchanges;

/// <summary>Compares answers: JSON by value, numbers to 1e-9 and with or without a fraction, all else as text.</summary>
internal static class JsonComparison
{
    private const double Tolerance = 1e-9;

    /// <returns>What differs, or <c>null</c>.</returns>
    public static string? Difference(string expected, string actual, IEnumerable<string> ignoredPointers)
    {
        if (expected == actual)
            return null;

        return TryParse(expected) is { } expectedJson && TryParse(actual) is { } actualJson
            ? Difference(expectedJson, actualJson, "", [.. ignoredPointers])
            : $"body {actual} instead of {expected}";
    }

    private static string? Difference(JsonElement expected, JsonElement actual, string pointer, HashSet<string> ignored)
    {
        if (ignored.Contains(pointer))
            return null;

        if (expected.ValueKind != actual.ValueKind)
            return $"{pointer} is {actual} instead of {expected}";

        return expected.ValueKind switch
        {
            JsonValueKind.Object => Members(expected, actual, pointer, ignored),
            JsonValueKind.Array when expected.GetArrayLength() != actual.GetArrayLength() => $"{pointer} is {actual} instead of {expected}",
            JsonValueKind.Array => expected.EnumerateArray()
                .Zip(actual.EnumerateArray())
                .Select((pair, index) => Difference(pair.First, pair.Second, $"{pointer}/{index}", ignored))
                .FirstOrDefault(difference => difference is not null),
            JsonValueKind.Number when HasFraction(expected) != HasFraction(actual) => $"{pointer} is written {actual} instead of {expected}",
            JsonValueKind.Number when Math.Abs(expected.GetDouble() - actual.GetDouble()) <= Tolerance => null,
            _ when expected.ToString() == actual.ToString() => null,
            _ => $"{pointer} is {actual} instead of {expected}",
        };
    }

    // Java's way to write a double: other languages tell it from an integer by that.
    private static bool HasFraction(JsonElement number) => number.GetRawText().AsSpan().ContainsAny('.', 'E');

    private static string? Members(JsonElement expected, JsonElement actual, string pointer, HashSet<string> ignored)
    {
        var names = expected.EnumerateObject().Select(member => member.Name)
            .Union(actual.EnumerateObject().Select(member => member.Name))
            .Where(name => !ignored.Contains($"{pointer}/{name}"));
        foreach (var name in names)
        {
            if (!actual.TryGetProperty(name, out var actualValue))
                return $"{pointer}/{name} is missing";

            if (!expected.TryGetProperty(name, out var expectedValue))
                return $"{pointer}/{name} should not be there: {actualValue}";

            if (Difference(expectedValue, actualValue, $"{pointer}/{name}", ignored) is { } difference)
                return difference;
        }

        return null;
    }

    private static JsonElement? TryParse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
