using System.Text.Json.Nodes;

namespace Render.SpecSync;

/// <summary>Writes a Swagger 2.0 description so that its conversion to OpenAPI 3 loses nothing.</summary>
internal static class SwaggerRepairs
{
    /// <summary>
    /// A file becomes binary text, which the conversion would make plain text of; a base path without a host becomes part of the
    /// paths, which the conversion would make an invalid URL of.
    /// </summary>
    public static void Apply(JsonObject description)
    {
        NameBinaryText(description);

        // Of /render-ws/v1 the first segment is where the service was deployed, the others are part of each path.
        string[] segments = ((string?)description["basePath"] ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
        description.Remove("basePath");
        description.Remove("host");
        if (segments.Length > 1 && description["paths"] is JsonObject paths)
        {
            string prefix = $"/{string.Join('/', segments.Skip(1))}";
            description["paths"] = new JsonObject(
                paths.Select(path => KeyValuePair.Create(prefix + path.Key, path.Value?.DeepClone())).ToList());
        }
    }

    private static void NameBinaryText(JsonNode? node)
    {
        if (node is JsonArray items)
        {
            foreach (JsonNode? item in items)
            {
                NameBinaryText(item);
            }
        }
        else if (node is JsonObject entries)
        {
            if (entries["type"] is JsonValue type && type.TryGetValue(out string? name) && name == "file")
            {
                entries["type"] = "string";
                entries["format"] = "binary";
            }

            foreach ((_, JsonNode? entry) in entries)
            {
                NameBinaryText(entry);
            }
        }
    }
}
