using System.Text.Json.Nodes;

namespace Render.SpecSync;

/// <summary>Writes types, models and enumerations into the contract.</summary>
internal sealed class SchemaWriter(Contract contract, ApiDescription known, ApiDescription server, GetterRules getters, Wording wording)
{
    /// <summary>A type, as it stands in a list, a body or an answer.</summary>
    /// <param name="type">The type.</param>
    /// <param name="name">A name for its values, should it be an enumeration that the contract does not have.</param>
    public JsonObject Schema(WireType type, string name) => type switch
    {
        WireType.Scalar { Allowed.Count: > 0 } scalar => Reference(Enumeration(scalar.Allowed, name)),
        WireType.Scalar { Format: { } format } scalar => new JsonObject { ["type"] = scalar.Name, ["format"] = format },
        WireType.Scalar scalar => new JsonObject { ["type"] = scalar.Name },
        WireType.List list => new JsonObject { ["type"] = "array", ["items"] = Schema(list.Items, name) },
        WireType.Map map => new JsonObject { ["type"] = "object", ["additionalProperties"] = Schema(map.Values, name) },
        WireType.Model model => Reference(Model(model.Name)),
        _ => [],
    };

    /// <summary>A type with a description, as it stands in a model.</summary>
    public JsonObject Property(WireType type, string name)
    {
        var schema = Schema(type, name);
        if (schema.ContainsKey("$ref"))
        {
            return new JsonObject { ["description"] = wording.Description, ["allOf"] = new JsonArray(schema) };
        }

        int afterType = schema.TakeWhile(entry => entry.Key is "type" or "format").Count();
        schema.Insert(afterType, "description", wording.Description);
        return schema;
    }

    /// <summary>The name of a model in the contract, where it is written if it is new.</summary>
    public string Model(string serverName)
    {
        if (known.Models.TryGetValue(serverName, out var existing))
        {
            return existing.SchemaName;
        }

        string name = HouseNames.Pascal(serverName);
        if (!contract.Schemas.ContainsKey(name))
        {
            var properties = new JsonObject();
            var described = server.Models.GetValueOrDefault(serverName);
            var schema = new JsonObject { ["type"] = "object", ["description"] = wording.Description, ["properties"] = properties };
            if (described is { Parents.Count: > 0 })
            {
                schema = new JsonObject
                {
                    ["description"] = wording.Description,
                    ["allOf"] = new JsonArray(
                    [
                        .. described.Parents.Select(parent => Reference(Model(parent))),
                        new JsonObject { ["type"] = "object", ["properties"] = properties },
                    ]),
                };
            }

            if (name != serverName)
            {
                schema["x-server-name"] = serverName;
            }

            // Written before its properties, which may be of the same model.
            Contract.Insert(contract.Schemas, name, schema);
            foreach (var property in described is null ? [] : getters.Fields(described))
            {
                properties[property.Name] = Property(property.Type, name + HouseNames.Pascal(property.Name));
            }
        }

        return name;
    }

    /// <summary>Adds a property that a model has got, where the server declares it.</summary>
    /// <returns>The property.</returns>
    public JsonObject AddProperty(ApiModel described, string name)
    {
        string schemaName = known.Models[described.Name].SchemaName;
        var schema = contract.Schemas[schemaName]!.AsObject();
        var own = schema["properties"] as JsonObject
            ?? (schema["allOf"] as JsonArray)?.Select(part => part!["properties"]).OfType<JsonObject>().LastOrDefault();
        if (own is null)
        {
            schema["properties"] = own = [];
        }

        var property = described.Properties.First(property => property.Name == name);
        string[] earlier = [.. described.Properties.TakeWhile(one => one != property).Select(one => one.Name)];
        int index = own.Select((entry, position) => earlier.Contains(entry.Key) ? position + 1 : 0).DefaultIfEmpty(0).Max();
        var added = Property(property.Type, schemaName + HouseNames.Pascal(name));
        own.Insert(index, name, added);
        return added;
    }

    /// <summary>The enumeration that a schema refers to, or <c>null</c> when it refers to none.</summary>
    public JsonObject? Enumeration(JsonObject schema)
    {
        schema = contract.Resolve(schema);
        while (schema["items"] is JsonObject items)
        {
            schema = contract.Resolve(items);
        }

        if (schema["allOf"] is JsonArray { Count: 1 } parts)
        {
            schema = contract.Resolve(parts[0]!.AsObject());
        }

        return schema["enum"] is JsonArray ? schema : null;
    }

    /// <summary>Adds a value to the enumeration that a schema refers to.</summary>
    /// <returns>Whether it was not there before.</returns>
    public bool AddValue(JsonObject schema, string value)
    {
        if (Enumeration(schema) is not { } enumeration || enumeration["enum"]!.AsArray().Any(known => (string?)known == value))
        {
            return false;
        }

        enumeration["enum"]!.AsArray().Add(value);
        (enumeration["x-enumNames"] as JsonArray)?.Add(HouseNames.Pascal(value));
        (enumeration["x-enumDescriptions"] as JsonArray)?.Add(wording.Description);
        return true;
    }

    private string Enumeration(IReadOnlyList<string> values, string name)
    {
        bool hasSameValues(JsonNode? schema) =>
            schema?["enum"] is JsonArray known && known.Select(value => (string?)value).ToHashSet().SetEquals(values);
        string? existing = contract.Schemas.FirstOrDefault(schema => hasSameValues(schema.Value)).Key;
        if (existing is not null)
        {
            return existing;
        }

        while (contract.Schemas.ContainsKey(name))
        {
            name += "Value";
        }

        Contract.Insert(contract.Schemas, name, new JsonObject
        {
            ["type"] = "string",
            ["description"] = wording.Description,
            ["enum"] = Texts(values),
            ["x-enumNames"] = Texts(values.Select(HouseNames.Pascal)),
            ["x-enumDescriptions"] = Texts(values.Select(_ => wording.Description)),
        });
        return name;
    }

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);

    private static JsonObject Reference(string name) => new() { ["$ref"] = $"#/components/schemas/{name}" };
}
