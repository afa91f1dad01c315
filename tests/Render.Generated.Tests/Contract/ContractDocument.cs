using System.Text.Json;

namespace Render.Generated.Tests.Contract;

/// <summary>The contract as it is written, without any generator in between.</summary>
internal sealed class ContractDocument
{
    private ContractDocument(JsonElement root)
    {
        Root = root;
        Operations =
        [
            .. from path in root.GetProperty("paths").EnumerateObject()
               from operation in path.Value.EnumerateObject()
               select new ContractOperation(this, operation.Name.ToUpperInvariant(), path.Name, operation.Value),
        ];
    }

    public static ContractDocument Current { get; } = Parse(File.ReadAllText(Repository.Contract));

    public JsonElement Root { get; }

    public IReadOnlyList<ContractOperation> Operations { get; }

    public IEnumerable<JsonProperty> Schemas => Root.GetProperty("components").GetProperty("schemas").EnumerateObject();

    public JsonElement Schema(string name) => Root.GetProperty("components").GetProperty("schemas").GetProperty(name);

    public static ContractDocument Parse(string json) => new(JsonElement.Parse(json));

    /// <summary>The element itself, or the component that it refers to.</summary>
    public JsonElement Resolve(JsonElement element)
    {
        if (!element.TryGetProperty("$ref", out var reference))
            return element;
        return Resolve(reference.GetString()!.Split('/').Skip(1).Aggregate(Root, (parent, name) => parent.GetProperty(name)));
    }

    /// <summary>The lines of the server that have an operation, a parameter, a model or a property.</summary>
    public IReadOnlyList<ServerLine> LinesOf(JsonElement element)
    {
        element = Resolve(element);
        return ServerLineRange.Of(Version("x-since"), Version("x-until"));

        string? Version(string mark) => element.TryGetProperty(mark, out var version) ? version.GetString() : null;
    }

    /// <summary>The operation for a request; of several that fit, the one that spells out most of the path.</summary>
    public ContractOperation? FindOperation(string method, string path) =>
        Operations.Where(operation => operation.Answers(method, path)).MinBy(operation => operation.Placeholders.Count());

    /// <summary>Properties of a model with those that it inherits.</summary>
    public IEnumerable<JsonProperty> Properties(JsonElement schema)
    {
        schema = Resolve(schema);
        var inherited = schema.TryGetProperty("allOf", out var parts) ? parts.EnumerateArray().SelectMany(Properties) : [];
        var own = schema.TryGetProperty("properties", out var properties) ? properties.EnumerateObject() : Enumerable.Empty<JsonProperty>();
        return inherited.Concat(own);
    }
}
