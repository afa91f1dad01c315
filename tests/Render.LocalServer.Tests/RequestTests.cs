using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Render.LocalServer.Tests;

public sealed class RequestTests : IAsyncLifetime
{
    private const string Stack = "v1/owner/o/project/p/stack/s";

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

    [Theory]
    [InlineData("a b", "a%20b")]
    [InlineData("a/b", "a%2Fb")]
    [InlineData("a%2Fb", "a%252Fb")]
    [InlineData("a;b", "a%3Bb")]
    [InlineData("a+b", "a+b")]
    [InlineData("a,b:c", "a,b:c")]
    [InlineData("Größe", "Gr%C3%B6%C3%9Fe")]
    [InlineData("cut", "cut;at=semicolon")]
    public async Task A_tile_id_with_any_character_is_found(string id, string escaped)
    {
        await ServerTests.SaveAsync(http, new Dictionary<string, object> { [id] = ServerTests.Tile(id) });

        Assert.Equal(HttpStatusCode.OK, await StatusAsync($"{Stack}/tile/{escaped}"));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("01.00")]
    [InlineData("1e0")]
    [InlineData("1f")]
    [InlineData("1.0D")]
    [InlineData("%201")]
    [InlineData("+1.")]
    public async Task A_z_that_Java_can_parse_is_understood(string z)
    {
        await ServerTests.SaveAsync(http, new Dictionary<string, object> { ["a"] = ServerTests.Tile("a") });

        Assert.Equal(HttpStatusCode.OK, await StatusAsync($"{Stack}/z/{z}/bounds"));
    }

    [Theory]
    [InlineData("z/abc/bounds")]
    [InlineData("z/1,5/bounds")]
    [InlineData("z/1L/bounds")]
    [InlineData("z/inf/bounds")]
    [InlineData("zValues?minZ=")]
    [InlineData("layoutFile?format=karsh")]
    [InlineData("layoutFile?format=0")]
    [InlineData("z/1/box/0,0,1.5,1/tile-count")]
    public async Task A_parameter_that_does_not_parse_is_not_found_without_a_word(string path)
    {
        using var response = await http.GetAsync($"{Stack}/{path}");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Null(response.Content.Headers.ContentType);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("\"DYNAMIC_MASK\"", "DYNAMIC_MASK")]
    [InlineData("5", "DYNAMIC_MASK")]
    [InlineData("\"5\"", "DYNAMIC_MASK")]
    [InlineData("1", "IMAGEJ_TIFF_STACK")]
    [InlineData("\"dynamic_mask\"", null)]
    [InlineData("\"MULTI_BOX\"", null)]
    [InlineData("99", null)]
    [InlineData("-1", null)]
    public async Task A_loader_is_one_that_the_server_knows_by_its_name_or_number(string json, string? loader)
    {
        var body = """
            {"tileIdToSpecMap":{"a":{"tileId":"a","z":1,"minX":0,"minY":0,"maxX":9,"maxY":9,"width":9,"height":9,
            "mipmapLevels":{"0":{"imageUrl":"file:/a","maskLoaderType":LOADER}},"transforms":{"type":"list","specList":[]}}}}
            """.Replace("LOADER", json, StringComparison.Ordinal);
        using var response = await http.PutAsync($"{Stack}/resolvedTiles", new StringContent(body, Encoding.UTF8, "application/json"));

        Assert.Equal(loader is null ? HttpStatusCode.BadRequest : HttpStatusCode.Created, response.StatusCode);
        if (loader is null)
        {
            Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        }
        else
        {
            var tile = JsonNode.Parse(await http.GetStringAsync($"{Stack}/tile/a"))!;
            Assert.Equal(loader, (string?)tile["mipmapLevels"]!["0"]!["maskLoaderType"]);
        }
    }

    [Theory]
    [InlineData("application/json", HttpStatusCode.Created)]
    [InlineData("application/json; charset=utf-8", HttpStatusCode.Created)]
    [InlineData("text/json", HttpStatusCode.UnsupportedMediaType)]
    [InlineData(null, HttpStatusCode.UnsupportedMediaType)]
    public async Task Only_JSON_is_taken_for_JSON(string? contentType, HttpStatusCode expected)
    {
        using var content = new ByteArrayContent("{}"u8.ToArray());
        content.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);

        using var response = await http.PostAsync(Stack, content);

        Assert.Equal(expected, response.StatusCode);
    }

    [Theory]
    [InlineData(9_000_000, HttpStatusCode.Created)]
    [InlineData(10_000_001, HttpStatusCode.BadRequest)]
    public async Task A_compressed_body_may_become_ten_million_bytes(int length, HttpStatusCode expected)
    {
        var body = Encoding.UTF8.GetBytes("{\"versionNotes\":\"" + new string('x', length - 19) + "\"}");
        using var compressed = new MemoryStream();
        await using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
            await gzip.WriteAsync(body);

        using var content = new ByteArrayContent(compressed.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        content.Headers.ContentEncoding.Add("gzip");
        using var response = await http.PostAsync(Stack, content);

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task A_compressed_body_that_is_broken_is_refused()
    {
        using var content = new ByteArrayContent("no gzip at all"u8.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        content.Headers.ContentEncoding.Add("gzip");

        using var response = await http.PostAsync(Stack, content);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_plain_body_may_be_larger()
    {
        using var response = await http.PostAsJsonAsync(Stack, new { versionNotes = new string('x', 14_000_000) });

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
    }

    [Fact]
    public async Task Members_that_the_contract_does_not_know_are_dropped()
    {
        await http.PutAsync($"{Stack}/resolvedTiles", new StringContent(
            """
            {"tileIdToSpecMap":{"a":{"tileId":"a","novel":1,"z":"2","layout":{"sectionId":"2","novel":2},"minX":0,"minY":0,"maxX":1,"maxY":1,
            "mipmapLevels":{"0":{"imageUrl":"file:/a.png","novel":3}},"transforms":{"type":"list","specList":[]}}}}
            """,
            Encoding.UTF8, "application/json"));

        var tile = await http.GetStringAsync($"{Stack}/tile/a");

        Assert.DoesNotContain("novel", tile, StringComparison.Ordinal);
        Assert.Contains("\"z\":2.0,", tile, StringComparison.Ordinal);
        Assert.Contains("\"meshCellSize\":64.0", tile, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_GET_answers_HEAD_without_a_body()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, $"{Stack}");
        using var response = await http.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType!.ToString());
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("\"2026-11-28T12:20:21.678Z\"", "2026-11-28T12:20:21.678Z")]
    [InlineData("\"2026-11-28T12:20:21.00Z\"", "2026-11-28T12:20:21.000Z")]
    [InlineData("\"2026-11-28T12:20:21.5Z\"", "2026-11-28T12:20:21.005Z")]
    [InlineData("\"2026-11-28T12:20:21.123456Z\"", "2026-11-28T12:22:24.456Z")]
    [InlineData("\"2026-13-40T25:61:61.1Z\"", "2027-02-10T02:02:01.001Z")]
    [InlineData("\"2026-1-2T3:4:5.6Z\"", "2026-01-02T03:04:05.006Z")]
    [InlineData("\"2026-00-00T00:00:00.0Z\"", "2025-11-30T00:00:00.000Z")]
    [InlineData("\"2026-11-28T12:20:-1.0Z\"", "2026-11-28T12:19:59.000Z")]
    [InlineData("\"26-11-28T12:20:21.0Z\"", "0026-11-28T12:20:21.000Z")]
    [InlineData("\"2026-11-28T12:20:21.00Z and more\"", "2026-11-28T12:20:21.000Z")]
    [InlineData("\" 2026-11-28T12:20:21.00Z\"", "2026-11-28T12:20:21.000Z")]
    [InlineData("1577934245678", "2020-01-02T03:04:05.678Z")]
    [InlineData("-1", "1969-12-31T23:59:59.999Z")]
    public async Task A_timestamp_is_read_leniently_and_written_with_milliseconds(string timestamp, string expected)
    {
        using var content = new StringContent($"{{\"createTimestamp\":{timestamp}}}", Encoding.UTF8, "application/json");

        using var response = await http.PostAsync(Stack, content);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Contains($"\"createTimestamp\":\"{expected}\"", await http.GetStringAsync(Stack), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"  \"")]
    [InlineData("null")]
    public async Task A_timestamp_may_be_none(string timestamp)
    {
        using var content = new StringContent($"{{\"createTimestamp\":{timestamp}}}", Encoding.UTF8, "application/json");

        using var response = await http.PostAsync(Stack, content);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.DoesNotContain("createTimestamp", await http.GetStringAsync(Stack), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"2026-11-28T12:20:21Z\"")]
    [InlineData("\"2026-11-28T12:20:21.000\"")]
    [InlineData("\"2026-11-28T12:20:21.000+00:00\"")]
    [InlineData("\"2026-11-28 12:20:21.000Z\"")]
    [InlineData("\"2026-11-28T12:20:21.000z\"")]
    [InlineData("\"2026-11-28T12:20:21.Z\"")]
    [InlineData("\"20261128T122021.000Z\"")]
    [InlineData("\"12026-11-28T12:20:21.000Z\"")]
    [InlineData("\"0000-11-28T12:20:21.000Z\"")]
    [InlineData("\"null\"")]
    [InlineData("99999999999999999")]
    [InlineData("99999999999999999999")]
    [InlineData("1.5")]
    [InlineData("true")]
    [InlineData("[]")]
    [InlineData("{}")]
    public async Task What_is_no_timestamp_is_refused(string timestamp)
    {
        using var content = new StringContent($"{{\"createTimestamp\":{timestamp}}}", Encoding.UTF8, "application/json");

        using var response = await http.PostAsync(Stack, content);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("text/html; charset=utf-8", response.Content.Headers.ContentType!.ToString());
    }

    [Fact]
    public async Task Doubles_are_written_as_Java_does_and_integers_are_not()
    {
        await ServerTests.SaveAsync(http, new Dictionary<string, object>
        {
            ["a"] = new
            {
                tileId = "a",
                z = 3407,
                width = 12345678,
                height = 0.000000001,
                minX = "NaN",
                minY = "-Infinity",
                maxX = -0.0,
                maxY = 9999999,
                layout = new { sectionId = "3407.0", imageRow = 2, stageX = 100 },
                transforms = new { type = "list", specList = new[] { new { className = "mpicbg.trakem2.transform.AffineModel2D", dataString = "1 0 0 1 5 6" } } },
            },
        });

        var tile = await http.GetStringAsync($"{Stack}/tile/a");

        Assert.Contains("\"z\":3407.0,", tile, StringComparison.Ordinal);
        Assert.Contains("\"width\":1.2345678E7,", tile, StringComparison.Ordinal);
        Assert.Contains("\"height\":1.0E-9,", tile, StringComparison.Ordinal);
        Assert.Contains("\"minX\":\"NaN\",\"minY\":\"-Infinity\",\"maxX\":-0.0,\"maxY\":9999999.0,", tile, StringComparison.Ordinal);
        Assert.Contains("\"imageRow\":2,", tile, StringComparison.Ordinal);
        Assert.Contains("\"stageX\":100.0", tile, StringComparison.Ordinal);
        Assert.Contains("\"dataString\":\"1 0 0 1 5 6\"", tile, StringComparison.Ordinal);
        Assert.Equal("[3407.0]", await http.GetStringAsync($"{Stack}/zValues"));
        Assert.Equal("3407.0", await http.GetStringAsync($"{Stack}/section/3407.0/z"));
    }

    [Fact]
    public async Task Points_of_matches_are_written_as_Java_does()
    {
        const string Collection = "v1/owner/o/matchCollection/c/matches";
        using var pairs = new StringContent(
            """
            [{"pGroupId":"1.0","pId":"a","qGroupId":"2.0","qId":"b",
            "matches":{"p":[[1,-2.50,1e6],[ 0 ,0.0005,12345678]],"q":[[10000000,0.001,1E-9],[0.125,-0,1234567.75]],"w":[1,0.5,1.0]}}]
            """,
            Encoding.UTF8, "application/json");

        using var saved = await http.PutAsync(Collection, pairs);

        const string Expected =
            """{"p":[[1.0,-2.5,1000000.0],[0.0,5.0E-4,1.2345678E7]],"q":[[1.0E7,0.001,1.0E-9],[0.125,-0.0,1234567.75]],"w":[1.0,0.5,1.0]}""";
        var answer = await http.GetStringAsync("v1/owner/o/matchCollection/c/group/1.0/matchesWith/2.0");
        Assert.Contains(Expected, answer.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("\"matchCount\":3}", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fractions_of_a_cycle_number_are_cut_off()
    {
        await http.PutAsJsonAsync($"{Stack}/cycle", new { number = 3.7 });

        Assert.Equal("{\"number\":3}", await http.GetStringAsync($"{Stack}/cycle"));
    }

    [Fact]
    public async Task A_layer_that_is_no_number_holds_nothing()
    {
        await ServerTests.SaveAsync(http, new Dictionary<string, object> { ["a"] = ServerTests.Tile("a") });

        Assert.Equal("[]", await http.GetStringAsync($"{Stack}/z/NaN/tileBounds"));
        Assert.Equal("[]", await http.GetStringAsync($"{Stack}/z/NaN/sectionData"));
    }

    [Fact]
    public async Task A_path_that_ends_in_html_is_not_acceptable() =>
        Assert.Equal(HttpStatusCode.NotAcceptable, await StatusAsync($"{Stack}/tile/a.html"));

    [Fact]
    public async Task A_mipmap_level_is_an_integer()
    {
        using var content = new StringContent(
            """{"tileIdToSpecMap":{"a":{"tileId":"a","minX":0,"minY":0,"maxX":1,"maxY":1,"mipmapLevels":{"zero":{"imageUrl":"file:/a.png"}}}}}""",
            Encoding.UTF8, "application/json");

        using var response = await http.PutAsync($"{Stack}/resolvedTiles", content);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("zero", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private async Task<HttpStatusCode> StatusAsync(string path)
    {
        var uri = new Uri(http.BaseAddress + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using var response = await http.GetAsync(uri);
        return response.StatusCode;
    }
}
