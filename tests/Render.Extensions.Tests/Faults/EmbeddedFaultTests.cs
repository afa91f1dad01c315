using System.Text;
using System.Text.Json.Nodes;
using Render.Extensions.Tests.Support;

namespace Render.Extensions.Tests.Faults;

/// <summary>The same over sockets, into a server.</summary>
public sealed class EmbeddedFaultTests : OnEmbeddedServer
{
    private const int Schedules = 40;

    private static readonly HttpClient Http = new();

    private int stacks;

    [Fact]
    public Task Whatever_goes_wrong_the_embedded_server_has_in_the_end_what_it_should() =>
        ImportSchedule.Any.RunAllAsync(RunAsync, Schedules, threads: 1);

    private async Task RunAsync(ImportSchedule schedule)
    {
        using var folder = ScratchFolder.ForSmallFiles();
        string name = $"s{++stacks}";
        var stack = Client.Stack(name);
        await stack.CreateAsync();
        var run = new FaultyImport(
            schedule,
            (method, path, body, share) => Serve(method, path.Replace("project/p/stack/s", $"project/{Project}/stack/{name}", StringComparison.Ordinal), body, share),
            () => Stored(stack),
            folder["journal"],
            keepsJson: false);
        int last = await run.RunAllAsync();

        var plain = Client.Stack($"{name}Plain");
        await plain.ImportTilesAsync(
            FaultyImport.Source(schedule, last),
            new ImportOptions { CreateStack = new StackVersion(), SharedTransforms = [FaultyImport.Lens(last)], Complete = true });
        Assert.Equal(Stored(plain).Tiles.OrderBy(tile => tile.Key), Stored(stack).Tiles.OrderBy(tile => tile.Key));
    }

    private HttpResponseMessage Serve(string method, string path, string body, double share)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), Address(path));
        if (method is "PUT" or "POST")
            request.Content = new StringContent(share < 1 ? Part(body, share) : body, Encoding.UTF8, "application/json");

        return Http.Send(request);
    }

    private static string Part(string body, double share)
    {
        var json = JsonNode.Parse(body)!;
        var tiles = json["tileIdToSpecMap"]!.AsObject();
        foreach (var (id, _) in tiles.Skip(Math.Max(1, (int)(tiles.Count * share))).ToList())
            tiles.Remove(id);

        return json.ToJsonString();
    }

    private ModelStack Stored(RenderStack stack)
    {
        string address = $"project/{stack.Project}/stack/{stack.Name}";
        string state = (string)Get(address)!["state"]!;
        var tiles = Get($"{address}/zValues")!.AsArray()
            .SelectMany(z => Get($"{address}/z/{z}/resolvedTiles")!["tileIdToSpecMap"]!.AsObject())
            .ToDictionary(tile => tile.Key, tile => tile.Value!.ToJsonString());
        return new ModelStack { Modified = "", State = state, Tiles = tiles };
    }

    private Uri Address(string path) => new(Client.Options.BaseAddress, $"v1/owner/{Owner}/{path}");

    private JsonNode? Get(string address)
    {
        using var response = Http.Send(new HttpRequestMessage(HttpMethod.Get, Address(address)));
        return JsonNode.Parse(response.EnsureSuccessStatusCode().Content.ReadAsStream());
    }
}
