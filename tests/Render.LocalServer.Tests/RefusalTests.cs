using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Render.LocalServer.Tests;

/// <summary>What the Java server refuses or answers in its own way, as it was measured.</summary>
public sealed class RefusalTests : IAsyncLifetime
{
    private const string Stack = "v1/owner/o/project/p/stack/s";
    private const string Box = "\"minX\":0,\"minY\":0,\"maxX\":1,\"maxY\":1";

    private RenderLocalServer server = null!;
    private HttpClient http = null!;

    public async Task InitializeAsync()
    {
        server = await RenderLocalServer.StartAsync();
        http = ServerTests.Client(server);
        await ServerTests.CreateStackAsync(http);
    }

    public async Task DisposeAsync()
    {
        http.Dispose();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task A_tile_without_transforms_has_an_empty_list_of_them()
    {
        await SaveAsync($"{{\"tileIdToSpecMap\":{{\"a\":{{\"tileId\":\"a\",{Box},\"z\":1}}}}}}", HttpStatusCode.Created);

        foreach (var path in new[] { "tile/a", "z/1/tile-specs", "z/1/resolvedTiles" })
            Assert.Contains("\"transforms\":{\"type\":\"list\",\"specList\":[]}", await http.GetStringAsync($"{Stack}/{path}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{\"type\":\"list\",\"specList\":null}")]
    public async Task Transforms_that_are_null_are_the_servers_fault(string transforms)
    {
        var tiles = $"{{\"tileIdToSpecMap\":{{\"a\":{{\"tileId\":\"a\",\"z\":1,\"width\":9,\"height\":9,\"transforms\":{transforms}}}}}}}";

        await SaveAsync(tiles, HttpStatusCode.InternalServerError, "?deriveData=true");
    }

    [Theory]
    [InlineData("""{"type":"list","id":"outer","specList":[{"type":"ref","refId":"lens"}]}""")]
    [InlineData("""{"type":"ref","id":"outer","refId":"lens"}""")]
    public async Task References_inside_of_shared_transforms_are_refused_even_when_all_is_there(string outer)
    {
        const string Lens = """{"id":"lens","className":"mpicbg.trakem2.transform.AffineModel2D","dataString":"1 0 0 1 0 0"}""";
        var text = await SaveAsync(
            $"{{\"transformIdToSpecMap\":{{\"lens\":{Lens},\"outer\":{outer}}},"
            + $"\"tileIdToSpecMap\":{{\"a\":{{\"tileId\":\"a\",{Box},\"transforms\":{{\"type\":\"list\",\"specList\":["
            + "{\"type\":\"ref\",\"refId\":\"outer\"}]}}}}",
            HttpStatusCode.BadRequest);

        Assert.Equal("tile a requires the following transform ids [lens]", text);
    }

    [Fact]
    public async Task Of_missing_bounds_and_missing_references_the_bounds_are_named()
    {
        const string Tiles =
            """{"tileIdToSpecMap":{"a":{"tileId":"a","transforms":{"type":"list","specList":[{"type":"ref","refId":"lens"}]}}}}""";

        Assert.Contains("is missing bounding box attributes", await SaveAsync(Tiles, HttpStatusCode.BadRequest), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Infinity")]
    [InlineData("-Infinity")]
    [InlineData("NaN")]
    public async Task A_tile_whose_bounds_are_no_numbers_is_kept_and_found_nowhere(string side)
    {
        await SaveAsync(
            $"{{\"tileIdToSpecMap\":{{\"a\":{{\"tileId\":\"a\",\"z\":1,\"minX\":0,\"minY\":0,\"maxX\":\"{side}\",\"maxY\":9}}}}}}", HttpStatusCode.Created);

        Assert.Contains($"\"maxX\":\"{side}\"", await http.GetStringAsync($"{Stack}/tile/a"), StringComparison.Ordinal);
        Assert.Equal("0", await http.GetStringAsync($"{Stack}/z/1/box/0,0,5,5/tile-count"));
        Assert.Equal(HttpStatusCode.InternalServerError, await StatusAsync($"{Stack}/z/1/tileBounds"));
        using var complete = await http.PutAsync($"{Stack}/state/COMPLETE", null);
        Assert.Equal(HttpStatusCode.InternalServerError, complete.StatusCode);
    }

    [Fact]
    public async Task Sections_are_sorted_by_what_z_is_as_text()
    {
        var tiles = new[] { 0.5, 1, 2, 10, 100 }.ToDictionary(
            z => $"t{z}", z => (object)new { tileId = $"t{z}", z, minX = 0, minY = 0, maxX = 1, maxY = 1, layout = new { sectionId = $"{z}" } });
        await ServerTests.SaveAsync(http, tiles);
        (await http.PutAsync($"{Stack}/state/COMPLETE", null)).EnsureSuccessStatusCode();

        var sections = await http.GetFromJsonAsync<JsonElement>($"{Stack}/sectionData");

        Assert.Equal(["0.5", "1.0", "10.0", "100.0", "2.0"], sections.EnumerateArray().Select(section => section.GetProperty("z").GetRawText()));
        Assert.Equal("[0.5,1.0,2.0,10.0,100.0]", await http.GetStringAsync($"{Stack}/zValues"));
    }

    [Theory]
    [InlineData("z/1/tile-specs")]
    [InlineData("z/1/resolvedTiles")]
    [InlineData("z/1/bounds")]
    [InlineData("z/1/tileBounds")]
    [InlineData("z/1/last-tile-transforms")]
    [InlineData("section/1/tileBounds")]
    [InlineData("section/1/z")]
    [InlineData("sectionData")]
    [InlineData("transform/t")]
    public async Task Of_an_offline_stack_no_tiles_sections_and_transforms_exist(string path)
    {
        await ServerTests.SaveAsync(http, new Dictionary<string, object> { ["a"] = ServerTests.Tile("a") });
        (await http.PutAsync($"{Stack}/state/COMPLETE", null)).EnsureSuccessStatusCode();
        (await http.PutAsync($"{Stack}/state/OFFLINE", null)).EnsureSuccessStatusCode();

        using var response = await http.GetAsync($"{Stack}/{path}");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("stack with owner 'o', project 'p', and name 's' does not exist", await response.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, await StatusAsync($"{Stack}/bounds"));
        Assert.Equal("[]", await http.GetStringAsync($"{Stack}/zValues"));
    }

    [Theory]
    [InlineData(50_001, ServerLine.Line40, HttpStatusCode.OK)]
    [InlineData(50_002, ServerLine.Line40, HttpStatusCode.BadRequest)]
    [InlineData(50_002, ServerLine.Line43, HttpStatusCode.OK)]
    public async Task A_layer_may_have_so_many_tiles(int count, ServerLine line, HttpStatusCode expected)
    {
        await using var other = await RenderLocalServer.StartAsync(new RenderLocalServerOptions { Line = line });
        using var client = ServerTests.Client(other);
        await ServerTests.CreateStackAsync(client);
        await ServerTests.SaveAsync(client, Enumerable.Range(0, count).ToDictionary(i => $"{i}", i => ServerTests.Tile($"{i}")));

        using var response = await client.GetAsync($"{Stack}/z/1/tile-specs", HttpCompletionOption.ResponseHeadersRead);

        Assert.Equal(expected, response.StatusCode);
        if (expected != HttpStatusCode.OK)
            Assert.Equal("query too broad, over 50001 tiles match Document{{z=1.0}}", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_layout_file_says_null_where_something_is_missing()
    {
        await SaveAsync($"{{\"tileIdToSpecMap\":{{\"a\":{{\"tileId\":\"a\",{Box},\"z\":1}}}}}}", HttpStatusCode.Created);

        var line = (await http.GetStringAsync($"{Stack}/layoutFile")).TrimEnd('\n').Split('\t');

        Assert.Equal(["null", "a"], line[..2]);
        Assert.Equal(["null", "null", "null", "null", "null", "null", "1.0"], line[8..15]);
    }

    [Fact]
    public async Task A_null_among_pairs_is_the_servers_fault()
    {
        using var nulls = new StringContent("[null]", Encoding.UTF8, "application/json");
        using var response = await http.PutAsync("v1/owner/o/matchCollection/c/matches", nulls);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
    }

    [Fact]
    public async Task A_collection_that_is_missing_counts_before_a_name_that_is_wrong()
    {
        using var missing = await http.PutAsJsonAsync("v1/owner/o/matchCollection/none/collectionId", new { owner = "o", name = "not-valid" });

        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    private async Task<string> SaveAsync(string tiles, HttpStatusCode expected, string query = "")
    {
        using var content = new StringContent(tiles, Encoding.UTF8, "application/json");
        using var response = await http.PutAsync($"{Stack}/resolvedTiles{query}", content);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(expected == response.StatusCode, $"{response.StatusCode}: {text}");
        return text;
    }

    private async Task<HttpStatusCode> StatusAsync(string path)
    {
        using var response = await http.GetAsync(path);
        return response.StatusCode;
    }
}
