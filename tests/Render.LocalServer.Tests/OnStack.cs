using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Render.LocalServer.Tests;

/// <summary>Tests that have a server each, with an empty stack.</summary>
public abstract class OnStack : IAsyncLifetime
{
    protected const string Owner = "v1/owner/o";
    protected const string Project = Owner + "/project/p";
    protected const string Stack = Project + "/stack/s";

    private RenderLocalServer server = null!;

    protected HttpClient Http { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        server = await RenderLocalServer.StartAsync();
        Http = ServerTests.Client(server);
        await ServerTests.CreateStackAsync(Http);
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        await server.DisposeAsync();
    }

    /// <summary>A tile of 64 x 48 pixels without bounds.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="transforms">Its transforms: JSON with commas between them.</param>
    /// <param name="z">Its layer.</param>
    /// <param name="more">More members, each with a comma behind it.</param>
    protected static string Tile(string id, string transforms, double z = 1, string more = "\"mipmapLevels\":{},") =>
        $$"""{"tileId":"{{id}}","layout":{"sectionId":"{{z:0.0}}"},"z":{{z:0.0}},"width":64,"height":48,{{more}}"transforms":{"type":"list","specList":[{{transforms}}]} }""";

    protected static string Affine(string data, string? label = null) =>
        $$"""{"className":"mpicbg.trakem2.transform.AffineModel2D","dataString":"{{data}}"{{(label is null ? "" : $",\"metaData\":{{\"labels\":[\"{label}\"]}}")}} }""";

    /// <summary>Saves tiles with derived bounds.</summary>
    protected async Task SaveAsync(string stack, params string[] tiles)
    {
        var map = string.Join(',', tiles.Select((tile, index) => $"\"{index}\":{tile}"));
        await PutAsync($"{stack}/resolvedTiles?deriveData=true", $$"""{"tileIdToSpecMap":{ {{map}} } }""");
    }

    protected async Task PutAsync(string path, string json)
    {
        using var response = await Http.PutAsync(path, Json(json));
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    protected async Task CreateAsync(string stack) =>
        (await Http.PostAsJsonAsync(stack, new { versionNotes = "test" })).EnsureSuccessStatusCode();

    protected async Task<JsonElement> GetAsync(string path)
    {
        using var response = await Http.GetAsync(path);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    protected async Task RefusedAsync(HttpStatusCode status, string text, string path)
    {
        using var response = await Http.GetAsync(path);
        Assert.Equal((status, text), (response.StatusCode, await response.Content.ReadAsStringAsync()));
    }

    protected static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");
}
