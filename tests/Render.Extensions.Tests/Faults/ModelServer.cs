using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Render.Extensions.Tests.Faults;

/// <summary>The server's behaviour with stacks and matches, as far as tests write and read them, in memory and without a network.</summary>
internal sealed class ModelServer
{
    public const string Root = "/render-ws/v1/owner/o/";
    private int clock;

    public Dictionary<string, ModelStack> Stacks { get; } = [];

    public ModelCollections Collections { get; } = [];

    public ModelStack AddStack(string name) => Stacks[name] = new ModelStack { Modified = Now() };

    /// <summary>Does what a request says.</summary>
    /// <param name="method">Its method.</param>
    /// <param name="path">Its path behind the owner.</param>
    /// <param name="body">Its body.</param>
    /// <param name="share">How much of a bulk write is stored, 0 to 1.</param>
    public HttpResponseMessage Handle(string method, string path, string body, double share = 1)
    {
        lock (Stacks)
        {
            string[] parts = path.Split('/');
            if (parts is ["matchCollections"])
                return Collections.List();

            if (parts[0] == "matchCollection")
                return Collections.Handle(method, parts[1..], body, share);

            string name = parts[3];
            if (method == "POST" && parts.Length == 4)
                return AddVersion(name);

            if (!Stacks.TryGetValue(name, out var stack))
                return method == "DELETE" ? Answer(200) : Answer(404, $"stack with owner 'o', project 'p', and name '{name}' does not exist");

            return (method, parts[4..]) switch
            {
                ("GET", []) => Json(new JsonObject
                {
                    ["state"] = stack.State,
                    ["lastModifiedTimestamp"] = stack.Modified,
                    ["currentVersionNumber"] = stack.Version,
                    ["currentVersion"] = new JsonObject(),
                }),
                ("DELETE", []) => Remove(name),
                ("GET", ["zValues"]) => Json(new JsonArray([.. stack.Tiles.Values.Select(ModelStack.ZOf).Distinct().Order().Select(z => JsonValue.Create(z))])),
                ("GET", ["z", var z, "resolvedTiles"]) => Layer(stack, Number(z)),
                ("GET", ["transform", var id]) => stack.Transforms.TryGetValue(id, out string? transform)
                    ? Json(JsonNode.Parse(transform)!)
                    : Answer(404, $"transform spec with id '{id}' does not exist in the render.o__p__{name}__transform collection"),
                ("PUT", ["resolvedTiles"]) => Save(stack, JsonNode.Parse(body)!.AsObject(), share),
                ("PUT", ["state", var state]) => SetState(stack, state),
                ("PUT", ["stackId"]) => Rename(name, (string)JsonNode.Parse(body)!["stack"]!),
                ("PUT", ["cloneTo", var target]) => Clone(stack, target),
                ("DELETE", ["z", var z]) => DeleteLayer(stack, Number(z)),
                ("GET", ["z", var z, "box", _, "tile-count"]) => Json(stack.Tiles.Values.Count(tile => ModelStack.ZOf(tile) == Number(z))),
                _ => Answer(501),
            };
        }
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    public static HttpResponseMessage Answer(int status, string text = "") =>
        new((HttpStatusCode)status) { Content = new StringContent(text, Encoding.UTF8, "text/plain") };

    public static HttpResponseMessage Json(JsonNode body) =>
        new(HttpStatusCode.OK) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };

    private string Now() => DateTimeOffset.UnixEpoch.AddSeconds(++clock).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private HttpResponseMessage AddVersion(string name)
    {
        if (Stacks.TryGetValue(name, out var stack))
        {
            stack.Version++;
            stack.State = "LOADING";
            stack.Modified = Now();
        }
        else
        {
            AddStack(name);
        }

        return Answer(201);
    }

    private HttpResponseMessage Remove(string name)
    {
        Stacks.Remove(name);
        return Answer(200);
    }

    private HttpResponseMessage SetState(ModelStack stack, string state)
    {
        if (stack.State == "LOADING" && state is not ("LOADING" or "COMPLETE"))
            return Answer(400, "no such change of state");

        if (state == "COMPLETE" && stack.Tiles.Count == 0)
            return Answer(500, "stack has no tiles");

        if (stack.State == "COMPLETE" && state == "LOADING")
            stack.Version++;

        stack.State = state;
        stack.Modified = Now();
        return Answer(201);
    }

    private HttpResponseMessage Rename(string name, string target)
    {
        if (Stacks.ContainsKey(target))
            return Answer(400, "target exists");

        Stacks.Remove(name, out var stack);
        Stacks[target] = stack!;
        return Answer(200);
    }

    private HttpResponseMessage Clone(ModelStack stack, string target)
    {
        if (Stacks.TryGetValue(target, out var existing) && existing.Tiles.Count > 0)
            return Answer(500, "duplicate key");

        Stacks[target] = stack.Copy(Now());
        return Answer(201);
    }

    private static HttpResponseMessage DeleteLayer(ModelStack stack, double z)
    {
        if (stack.State != "LOADING")
            return Answer(400, $"stack state is {stack.State}, must be LOADING");

        foreach (var (id, tile) in stack.Tiles.ToList())
        {
            if (ModelStack.ZOf(tile) == z)
                stack.Tiles.Remove(id);
        }

        return Answer(200);
    }

    private static HttpResponseMessage Layer(ModelStack stack, double z)
    {
        var tiles = stack.Tiles.Where(tile => ModelStack.ZOf(tile.Value) == z).ToList();
        if (tiles.Count == 0)
            return Answer(404, $"no tile specifications found in stack with owner 'o', project 'p', and name 's' for z={z}");

        var shared = stack.Transforms.Where(transform => tiles.Exists(tile => tile.Value.Contains($"\"{transform.Key}\"", StringComparison.Ordinal)));
        return Json(new JsonObject { ["transformIdToSpecMap"] = Map(shared), ["tileIdToSpecMap"] = Map(tiles) });

        static JsonObject Map(IEnumerable<KeyValuePair<string, string>> specs) =>
            new(specs.Select(spec => KeyValuePair.Create(spec.Key, JsonNode.Parse(spec.Value))));
    }

    private static HttpResponseMessage Save(ModelStack stack, JsonObject body, double share)
    {
        if (stack.State != "LOADING")
            return Answer(500, $"Resolved tiles can only be saved to stacks in the LOADING state, but the stack state is {stack.State}.");

        foreach (var (id, transform) in body["transformIdToSpecMap"]?.AsObject() ?? [])
            stack.Transforms[id] = transform!.ToJsonString();

        var tiles = body["tileIdToSpecMap"]!.AsObject();
        foreach (var (_, tile) in tiles.Take((int)(tiles.Count * share)))
            stack.Tiles[(string)tile!["tileId"]!] = tile.ToJsonString();

        return Answer(201);
    }
}
