using System.Text.Json;

namespace Render.Generated.Tests.Contract;

/// <summary>A model of the server as its JSON shows it: the names and types of its properties.</summary>
internal sealed record WireModel(string Name, JsonElement Json)
{
    public static IReadOnlyList<WireModel> All { get; } =
    [
        .. from model in JsonElement.Parse(File.ReadAllBytes(Repository.Golden("models.json"))).EnumerateObject()
           where !model.Name.StartsWith('_')
           select new WireModel(model.Name, model.Value),
    ];

    /// <summary>The properties with a short text for their types, for example <c>array of number/double</c>.</summary>
    public IReadOnlyDictionary<string, string> Properties =>
        Json.GetProperty("properties").EnumerateObject().ToDictionary(property => property.Name, property => Describe(property.Value));

    /// <summary>The server nests two models in a class and gives them names that are too general outside of it.</summary>
    public JsonElement FindIn(ContractDocument contract) =>
        contract.Schemas.Single(schema => schema.Name == Name
            || (schema.Value.TryGetProperty("x-server-name", out var serverName) && Name.EndsWith($".{serverName.GetString()}", StringComparison.Ordinal))).Value;

    public static string Describe(ContractDocument contract, JsonElement schema)
    {
        if (schema.TryGetProperty("allOf", out var parts))
            schema = parts[0];
        if (schema.TryGetProperty("$ref", out var reference))
        {
            var target = contract.Resolve(schema);
            if (target.TryGetProperty("enum", out var values40))
                return $"one of {string.Join(", ", values40.EnumerateArray().Where(value => !IsNew(target, value.GetString()!)))}";
            return target.TryGetProperty("x-server-name", out var serverName) ? serverName.GetString()! : reference.GetString()!.Split('/')[^1];
        }

        if (schema.TryGetProperty("additionalProperties", out var values))
            return $"map of {Describe(contract, values)}";
        return schema.TryGetProperty("items", out var items) ? Collection(schema, Describe(contract, items)) : Describe(schema);
    }

    private static bool IsNew(JsonElement enumeration, string value) =>
        enumeration.TryGetProperty("x-enumSince", out var since) && since.TryGetProperty(value, out _);

    private static string Describe(JsonElement wire)
    {
        if (wire.TryGetProperty("ref", out var model))
            return model.GetString()!.Split('.')[^1];
        if (wire.TryGetProperty("mapOf", out var values))
            return $"map of {Describe(values)}";
        if (wire.TryGetProperty("items", out var items))
            return Collection(wire, Describe(items));
        if (wire.TryGetProperty("enum", out var names))
            return $"one of {string.Join(", ", names.EnumerateArray())}";
        return wire.TryGetProperty("format", out var format) ? $"{wire.GetProperty("type")}/{format}" : wire.GetProperty("type").GetString()!;
    }

    private static string Collection(JsonElement array, string item) =>
        array.TryGetProperty("uniqueItems", out _) ? $"set of {item}" : $"array of {item}";
}
