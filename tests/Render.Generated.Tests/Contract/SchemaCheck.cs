using System.Globalization;
using System.Text.Json;

namespace Render.Generated.Tests.Contract;

/// <summary>Compares a value with a schema of the contract, as far as the contract uses JSON Schema; names every difference.</summary>
internal static class SchemaCheck
{
    private const string Timestamp = "yyyy-MM-ddTHH:mm:ss.fff'Z'";

    public static IEnumerable<string> Differences(this ContractDocument contract, JsonElement value, JsonElement schema, string at = "$")
    {
        schema = contract.Concrete(value, contract.Resolve(schema));
        if (value.ValueKind == JsonValueKind.Null)
            return schema.TryGetProperty("nullable", out _) ? [] : [$"{at} is null"];
        if (schema.TryGetProperty("enum", out var values))
            return values.EnumerateArray().Any(known => JsonElement.DeepEquals(known, value)) ? [] : [$"{at} has the unknown value {value}"];
        if (schema.TryGetProperty("allOf", out var parts) && parts.GetArrayLength() == 1)
            return contract.Differences(value, parts[0], at);

        string type = schema.TryGetProperty("type", out var name) ? name.GetString()! : "object";
        return type switch
        {
            "object" when value.ValueKind == JsonValueKind.Object => contract.ObjectDifferences(value, schema, at),
            "array" when value.ValueKind == JsonValueKind.Array => contract.ArrayDifferences(value, schema, at),
            "string" when value.ValueKind == JsonValueKind.String => TextDifferences(value, schema, at),
            "boolean" when value.ValueKind is JsonValueKind.True or JsonValueKind.False => [],
            "number" when value.ValueKind == JsonValueKind.Number => [],
            "number" when value.ValueKind == JsonValueKind.String && value.GetString() is "NaN" or "Infinity" or "-Infinity" => [],
            "integer" when value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _) => [],
            _ => [$"{at} is {value.ValueKind}, not {type}"],
        };
    }

    private static JsonElement Concrete(this ContractDocument contract, JsonElement value, JsonElement schema)
    {
        if (!schema.TryGetProperty("discriminator", out var discriminator) || value.ValueKind != JsonValueKind.Object)
            return schema;
        string kind = value.GetProperty(discriminator.GetProperty("propertyName").GetString()!).GetString()!;
        return contract.Schema(discriminator.GetProperty("mapping").GetProperty(kind).GetString()!.Split('/')[^1]);
    }

    private static IEnumerable<string> ObjectDifferences(this ContractDocument contract, JsonElement value, JsonElement schema, string at)
    {
        if (schema.TryGetProperty("additionalProperties", out var items))
            return value.EnumerateObject().SelectMany(entry => contract.Differences(entry.Value, items, $"{at}.{entry.Name}"));

        var known = contract.Properties(schema).ToDictionary(property => property.Name, property => property.Value);
        var wrong = value.EnumerateObject().SelectMany(entry => known.TryGetValue(entry.Name, out var property)
            ? contract.Differences(entry.Value, property, $"{at}.{entry.Name}")
            : [$"{at}.{entry.Name} is unknown"]);
        var missing = contract.Required(schema).Where(name => !value.TryGetProperty(name, out _)).Select(name => $"{at}.{name} is missing");
        return wrong.Concat(missing);
    }

    private static IEnumerable<string> ArrayDifferences(this ContractDocument contract, JsonElement value, JsonElement schema, string at)
    {
        var items = schema.GetProperty("items");
        var wrong = value.EnumerateArray().SelectMany((item, index) => contract.Differences(item, items, $"{at}[{index}]"));
        bool repeats = schema.TryGetProperty("uniqueItems", out _)
            && value.EnumerateArray().DistinctBy(item => item.GetRawText()).Count() < value.GetArrayLength();
        return repeats ? wrong.Append($"{at} repeats itself") : wrong;
    }

    private static IEnumerable<string> TextDifferences(JsonElement value, JsonElement schema, string at)
    {
        bool isTimestamp = schema.TryGetProperty("format", out var format) && format.GetString() == "date-time";
        return !isTimestamp || DateTime.TryParseExact(value.GetString(), Timestamp, CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            ? []
            : [$"{at} is not a timestamp: {value}"];
    }

    private static IEnumerable<string> Required(this ContractDocument contract, JsonElement schema)
    {
        schema = contract.Resolve(schema);
        var inherited = schema.TryGetProperty("allOf", out var parts) ? parts.EnumerateArray().SelectMany(contract.Required) : [];
        var own = schema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(name => name.GetString()!) : [];
        return inherited.Concat(own);
    }
}
