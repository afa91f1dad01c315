using System.Text.Json.Nodes;

namespace Render.Extensions.Tests.Faults;

/// <summary>The match collections of the model of a server: the JSON of pairs by the ids of their tiles, which are group and id.</summary>
internal sealed class ModelCollections : Dictionary<string, Dictionary<(string P, string Q), string>>
{
    /// <summary>Does what a request says.</summary>
    /// <param name="method">Its method.</param>
    /// <param name="path">Its path behind <c>matchCollection</c>.</param>
    /// <param name="body">Its body.</param>
    /// <param name="share">How much of a bulk write is stored, 0 to 1.</param>
    public HttpResponseMessage Handle(string method, string[] path, string body, double share)
    {
        string name = path[0];
        if ((method, path[1..]) is ("PUT", ["matches"]))
            return Save(name, body, share);

        if (!TryGetValue(name, out var pairs))
            return ModelServer.Answer(404, $"match collection 'o__{name}' does not exist");

        return (method, path[1..]) switch
        {
            ("DELETE", []) => Delete(name),
            ("PUT", ["collectionId"]) => Rename(name, (string)JsonNode.Parse(body)!["name"]!),
            ("DELETE", ["group", var p, "id", var pId, "matchesWith", var q, "id", var qId]) =>
                Delete(pairs, pair => pair == ($"{p} {pId}", $"{q} {qId}")),
            ("DELETE", ["group", var p, "matchesWith", var q]) => Delete(pairs, pair => IsIn(pair.P, p) && IsIn(pair.Q, q)),
            ("DELETE", ["group", var group, "matchesOutsideGroup"]) => Delete(pairs, pair => IsIn(pair.P, group) != IsIn(pair.Q, group)),
            ("DELETE", ["group", var group, "id", var id]) => Delete(pairs, pair => pair.P == $"{group} {id}" || pair.Q == $"{group} {id}"),
            ("DELETE", ["pGroup", var p, "matches"]) => Delete(pairs, pair => IsIn(pair.P, p)),
            _ => ModelServer.Answer(501),
        };
    }

    /// <summary>The answer to the question which collections there are.</summary>
    public HttpResponseMessage List() => ModelServer.Json(new JsonArray(
        [.. Keys.Select(name => new JsonObject { ["collectionId"] = new JsonObject { ["owner"] = "o", ["name"] = name } })]));

    private static bool IsIn(string tile, string group) => tile.StartsWith($"{group} ", StringComparison.Ordinal);

    private HttpResponseMessage Save(string name, string body, double share)
    {
        var json = JsonNode.Parse(body)!.AsArray();
        if (!TryGetValue(name, out var pairs))
            Add(name, pairs = []);

        foreach (var pair in json.Take((int)(json.Count * share)))
            pairs[($"{pair!["pGroupId"]} {pair["pId"]}", $"{pair["qGroupId"]} {pair["qId"]}")] = pair.ToJsonString();

        return ModelServer.Answer(201);
    }

    private HttpResponseMessage Delete(string name)
    {
        Remove(name);
        return ModelServer.Answer(200);
    }

    private static HttpResponseMessage Delete(Dictionary<(string P, string Q), string> pairs, Func<(string P, string Q), bool> isMeant)
    {
        foreach (var pair in pairs.Keys.Where(isMeant).ToList())
            pairs.Remove(pair);

        return ModelServer.Answer(200);
    }

    private HttpResponseMessage Rename(string name, string target)
    {
        if (ContainsKey(target))
            return ModelServer.Answer(400, "target exists");

        Remove(name, out var pairs);
        Add(target, pairs!);
        return ModelServer.Answer(200);
    }
}
