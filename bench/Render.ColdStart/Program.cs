using System.Text.Json;
using Render;
using Render.ColdStart;

// Usage: tiles FILE URL | matches FILE URL. With RENDER_COLD_TRACE=1 it lists what was compiled while it ran.
using CompiledMethods? trace = CompiledMethods.IfAskedFor();
var (what, file, url) = (args[0], args[1], new Uri(args[2]));
using var client = RenderClient.Connect(url, "bench", "cold");
if (what == "tiles")
{
    (await client.Stack("null").ImportFilesAsync([file])).EnsureEverythingLanded();
    return;
}

var collection = client.MatchCollection($"cold{Environment.ProcessId}");
using FileStream json = File.OpenRead(file);
IReadOnlyList<CanvasMatches> pairs = (await JsonSerializer.DeserializeAsync(json, RenderJson.TypeInfo<IReadOnlyList<CanvasMatches>>()))!;
await collection.ImportMatchesAsync(pairs);
int back = 0;
await foreach (CanvasMatches pair in collection.ReadMatchesAsync())
    back += pair.Matches!.W.Count > 0 ? 1 : 0;

if (back != pairs.Count)
    throw new InvalidOperationException($"{back} of {pairs.Count} pairs came back.");
