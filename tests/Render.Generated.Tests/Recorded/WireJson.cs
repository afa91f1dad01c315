using System.Text.Json.Nodes;

namespace Render.Generated.Tests.Recorded;

/// <summary>JSON as the server understands it: null is the same as absent, and a transform without a type is a leaf.</summary>
internal static class WireJson
{
    public static bool AreSame(string expected, string actual) =>
        JsonNode.DeepEquals(Canonical(JsonNode.Parse(expected)), Canonical(JsonNode.Parse(actual)));

    private static JsonNode? Canonical(JsonNode? node) => node switch
    {
        JsonObject model => Canonical(model),
        JsonArray items => new JsonArray([.. items.Select(Canonical)]),
        null => null,
        _ => node.DeepClone(),
    };

    private static JsonObject Canonical(JsonObject model)
    {
        var result = new JsonObject(model.Where(member => member.Value is not null).Select(member => KeyValuePair.Create(member.Key, Canonical(member.Value))));
        if (model.ContainsKey("dataString") && !model.ContainsKey("type"))
            result["type"] = "leaf";

        return result;
    }
}
