using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Render.SpecSync;

/// <summary>The contract as it is written: what is changed stays in its order and style, what is not changed stays as it is.</summary>
internal sealed class Contract
{
    private static readonly JsonSerializerOptions Style = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private Contract(JsonObject root) => Root = root;

    public JsonObject Root { get; }

    public JsonObject Paths => Root["paths"]!.AsObject();

    public JsonObject Schemas => Components("schemas");

    public JsonObject Parameters => Components("parameters");

    public JsonObject Responses => Components("responses");

    public static Contract Parse(string text)
    {
        try
        {
            return new Contract(JsonNode.Parse(text) as JsonObject ?? throw new ComparisonException("The contract is not a JSON object."));
        }
        catch (JsonException exception)
        {
            throw new ComparisonException($"The contract is not JSON: {exception.Message}", exception);
        }
    }

    public JsonObject? Operation(string method, string path) => Paths[path]?[method.ToLowerInvariant()] as JsonObject;

    /// <summary>A property of a model, its own or that of one of its parts.</summary>
    public JsonObject? Property(string schemaName, string name) =>
        (Schemas[schemaName]?["properties"]?[name]
            ?? (Schemas[schemaName]?["allOf"] as JsonArray)?.Select(part => part!["properties"]?[name]).LastOrDefault(property => property is not null))
        as JsonObject;

    /// <summary>The element itself, or the component that it refers to.</summary>
    public JsonObject Resolve(JsonObject element) => (string?)element["$ref"] is { } reference
        ? reference.Split('/').Skip(1).Aggregate(Root, (parent, name) => parent[name]!.AsObject())
        : element;

    /// <summary>Adds to an object that is sorted by name.</summary>
    public static void Insert(JsonObject sorted, string name, JsonNode value)
    {
        int index = sorted.TakeWhile(entry => string.CompareOrdinal(entry.Key, name) < 0).Count();
        sorted.Insert(index, name, value);
    }

    public override string ToString() => Root.ToJsonString(Style) + "\n";

    private JsonObject Components(string kind)
    {
        var components = Root["components"] as JsonObject ?? [];
        Root["components"] ??= components;
        components[kind] ??= new JsonObject();
        return components[kind]!.AsObject();
    }
}
