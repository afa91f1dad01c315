using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Render.LocalServer.Tests;

/// <summary>How bodies are read, as it was measured on the Java server.</summary>
public sealed class BodyTests : IAsyncLifetime
{
    private const string Stack = "v1/owner/o/project/p/stack/s";
    private const string Version = """{"cycleNumber":7,"versionNotes":"Größe"}""";

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
    [InlineData("utf-8", true)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-16BE", false)]
    [InlineData("utf-32", true)]
    [InlineData("utf-32", false)]
    [InlineData("utf-32BE", true)]
    [InlineData("utf-32BE", false)]
    public async Task The_encoding_is_recognised_with_and_without_a_mark(string name, bool withMark)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] body = [.. withMark ? encoding.GetPreamble() : [], .. encoding.GetBytes(Version)];

        Assert.Equal(HttpStatusCode.Created, (await SendAsync(HttpMethod.Post, Stack, body)).Status);

        var stack = await http.GetStringAsync(Stack);
        Assert.Contains("\"cycleNumber\":7", stack, StringComparison.Ordinal);
        Assert.Contains("Größe", stack, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { 0, 0, 0xFF, 0xFE, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 0xFE, 0xFF, 0, 0, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 0, (byte)'{', 0, 0 })]
    [InlineData(new byte[] { 0, 0, (byte)'{', 0 })]
    [InlineData(new byte[] { 0xFE, 0xFF, 0, (byte)'"', 0xD8, 0, 0, (byte)'"' })]
    [InlineData(new byte[] { (byte)'{', (byte)'"', 0xFF, (byte)'"', (byte)':', (byte)'1', (byte)'}' })]
    [InlineData(new byte[] { (byte)'{', 0, 0, 0, 0, 0, 0x11, 0 })]
    public async Task Bytes_in_no_encoding_of_JSON_are_refused(byte[] body) =>
        AssertRefused(await SendAsync(HttpMethod.Post, Stack, body));

    [Theory]
    [InlineData("{\"cycleNumber\":7} and more")]
    [InlineData("{\"cycleNumber\":7}}")]
    [InlineData("{\"cycleNumber\":7}{\"cycleNumber\":8}")]
    [InlineData("{\"cycleNumber\":7}\0")]
    [InlineData(" \r\n{\"cycleNumber\":7}\n,")]
    [InlineData("{\"cycleNumber\":8,\"cycleNumber\":7}")]
    [InlineData("{\"cycleNumber\":\" 7 \"}")]
    [InlineData("{\"cycleNumber\":7.9}")]
    [InlineData("{\"cycleNumber\":70e-1}")]
    public async Task What_follows_and_how_a_number_is_written_does_not_matter(string body)
    {
        Assert.Equal(HttpStatusCode.Created, (await SendAsync(HttpMethod.Post, Stack, body)).Status);
        Assert.Contains("\"cycleNumber\":7", await http.GetStringAsync(Stack), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"cycleNumber\":\"\"}")]
    [InlineData("{\"cycleNumber\":\"  \"}")]
    [InlineData("{\"cycleNumber\":\"null\"}")]
    [InlineData("{\"cycleNumber\":null,\"stackResolutionX\":\"\"}")]
    public async Task An_empty_text_is_no_number(string body)
    {
        Assert.Equal(HttpStatusCode.Created, (await SendAsync(HttpMethod.Post, Stack, body)).Status);
        var stack = await http.GetStringAsync(Stack);
        Assert.DoesNotContain("cycleNumber", stack, StringComparison.Ordinal);
        Assert.DoesNotContain("stackResolutionX", stack, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"cycleNumber\":2147483648}")]
    [InlineData("{\"cycleNumber\":-2147483649}")]
    [InlineData("{\"cycleNumber\":1e30}")]
    [InlineData("{\"cycleNumber\":99999999999999999999999999}")]
    [InlineData("{\"cycleNumber\":\"2147483648\"}")]
    [InlineData("{\"cycleNumber\":\"3.7\"}")]
    [InlineData("{\"cycleNumber\":\"NaN\"}")]
    [InlineData("{\"cycleNumber\":true}")]
    [InlineData("{\"cycleNumber\":[7]}")]
    [InlineData("{\"cycleNumber\":{}}")]
    [InlineData("{\"stackResolutionX\":\"4,5\"}")]
    [InlineData("{\"stackResolutionX\":true}")]
    [InlineData("{\"stackResolutionX\":[]}")]
    [InlineData("{\"versionNotes\":[]}")]
    [InlineData("{\"versionNotes\":\"\\ud800\"}")]
    [InlineData("{\"versionNotes\":\"\u0001\"}")]
    [InlineData("{\"mipmapPathBuilder\":7}")]
    [InlineData("{\"mipmapPathBuilder\":{\"numberOfLevels\":1e10}}")]
    [InlineData("[]")]
    [InlineData("[{}]")]
    [InlineData("7")]
    [InlineData("true")]
    [InlineData("\"text\"")]
    [InlineData("{")]
    [InlineData("{\"cycleNumber\"")]
    [InlineData("{'cycleNumber':7}")]
    [InlineData("nul")]
    [InlineData("\0")]
    public async Task A_stack_version_that_does_not_bind_is_refused(string body) => AssertRefused(await SendAsync(HttpMethod.Post, Stack, body));

    [Theory]
    [InlineData("imageRow", "4294967295")]
    [InlineData("imageRow", "\"NaN\"")]
    [InlineData("imageRow", "{}")]
    [InlineData("imageRow", "1e400")]
    [InlineData("stageX", "\"x\"")]
    [InlineData("stageX", "[]")]
    [InlineData("camera", "{}")]
    public async Task A_tile_that_does_not_bind_is_refused(string member, string value) => AssertRefused(await SaveLayoutAsync(member, value));

    [Theory]
    [InlineData("imageRow", "3.7", "\"imageRow\":3")]
    [InlineData("imageRow", "\"3\"", "\"imageRow\":3")]
    [InlineData("stageX", "\"1e3\"", "\"stageX\":1000.0")]
    [InlineData("stageX", "\"-Infinity\"", "\"stageX\":\"-Infinity\"")]
    [InlineData("camera", "5", "\"camera\":\"5\"")]
    public async Task A_tile_is_read_as_Jackson_reads_it(string member, string value, string expected)
    {
        Assert.Equal(HttpStatusCode.Created, (await SaveLayoutAsync(member, value)).Status);
        Assert.Contains(expected, await http.GetStringAsync($"{Stack}/tile/a"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[{\"pGroupId\":{}}]")]
    [InlineData("[[]]")]
    [InlineData("[7]")]
    [InlineData("[{\"pGroupId\":\"1\",\"pId\":\"a\",\"qGroupId\":\"1\",\"qId\":\"b\",\"matches\":{\"p\":[1],\"q\":[[1]],\"w\":[1]}}]")]
    [InlineData("[{\"pGroupId\":\"1\",\"pId\":\"a\",\"qGroupId\":\"1\",\"qId\":\"b\",\"matches\":{\"p\":[[true]],\"q\":[[1]],\"w\":[1]}}]")]
    [InlineData("[{\"pGroupId\":\"1\",\"pId\":\"a\",\"qGroupId\":\"1\",\"qId\":\"b\",\"matches\":{\"p\":[[1]],\"q\":[[1]],\"w\":{}}}]")]
    [InlineData("[{\"pGroupId\":\"1\",\"pId\":\"a\",\"qGroupId\":\"1\",\"qId\":\"b\",\"matchCount\":9999999999}]")]
    public async Task Matches_that_do_not_bind_are_refused(string body) =>
        AssertRefused(await SendAsync(HttpMethod.Put, "v1/owner/o/matchCollection/c/matches", body));

    [Theory]
    [InlineData("PUT", "section/1/z", "\"abc\"")]
    [InlineData("PUT", "section/1/z", "[1]")]
    [InlineData("PUT", "resolutionValues", "{}")]
    [InlineData("PUT", "resolutionValues", "[\"x\"]")]
    [InlineData("PUT", "cycle", "[]")]
    [InlineData("PUT", "mipmapPathBuilder", "{\"numberOfLevels\":\"many\"}")]
    [InlineData("PUT", "local-to-world-coordinates", "[7]")]
    [InlineData("PUT", "local-to-world-coordinates", "[{\"local\":[\"x\",1]}]")]
    [InlineData("PUT", "tile-specs-with-ids", "{}")]
    [InlineData("PUT", "tile-specs-with-ids", "[[]]")]
    [InlineData("PUT", "resolvedTiles", "[]")]
    [InlineData("PUT", "resolvedTiles", "{\"tileIdToSpecMap\":[]}")]
    [InlineData("PUT", "resolvedTiles", "{\"tileIdToSpecMap\":{\"a\":7}}")]
    [InlineData("PUT", "resolvedTiles", "{\"tileIdToSpecMap\":{\"a\":{\"tileId\":\"a\",\"transforms\":[]}}}")]
    [InlineData("PUT", "resolvedTiles", "{\"transformIdToSpecMap\":{\"t\":[]},\"tileIdToSpecMap\":{}}")]
    public async Task Odd_bodies_of_other_operations_are_refused(string method, string path, string body) =>
        AssertRefused(await SendAsync(new HttpMethod(method), $"{Stack}/{path}", body));

    [Fact]
    public async Task What_is_deeply_nested_is_the_clients_fault_or_ignored()
    {
        var deep = new string('[', 500) + new string(']', 500);
        Assert.Equal(HttpStatusCode.Created, (await SendAsync(HttpMethod.Post, Stack, $"{{\"novel\":{deep}}}")).Status);

        var deeper = new string('[', 100_000);
        AssertRefused(await SendAsync(HttpMethod.Post, Stack, $"{{\"novel\":{deeper}"));
        AssertRefused(await SendAsync(HttpMethod.Put, $"{Stack}/resolvedTiles", string.Concat(Enumerable.Repeat("{\"tileIdToSpecMap\":", 20_000))));
    }

    [Fact]
    public async Task Numbers_are_text_where_text_is_expected_and_an_empty_text_is_no_z()
    {
        await ServerTests.SaveAsync(http, new Dictionary<string, object> { ["7"] = ServerTests.Tile("7") });

        var found = await SendAsync(HttpMethod.Put, $"{Stack}/tile-specs-with-ids", "[7, true, null]");
        Assert.Equal(HttpStatusCode.OK, found.Status);
        Assert.Contains("\"tileId\":\"7\"", found.Text, StringComparison.Ordinal);

        var none = await SendAsync(HttpMethod.Put, $"{Stack}/section/1/z", "\"\"");
        Assert.Equal(HttpStatusCode.BadRequest, none.Status);
        Assert.Equal("z value must be specified", none.Text);
    }

    private static void AssertRefused((HttpStatusCode Status, string? Type, string Text) answer)
    {
        Assert.Equal((HttpStatusCode.BadRequest, "text/html; charset=utf-8"), (answer.Status, answer.Type));
        Assert.NotEmpty(answer.Text);
    }

    private Task<(HttpStatusCode Status, string? Type, string Text)> SaveLayoutAsync(string member, string value) => SendAsync(
        HttpMethod.Put, $"{Stack}/resolvedTiles",
        """{"tileIdToSpecMap":{"a":{"tileId":"a","minX":0,"minY":0,"maxX":1,"maxY":1,"layout":{MEMBER}}}}"""
            .Replace("MEMBER", $"\"{member}\":{value}", StringComparison.Ordinal));

    private Task<(HttpStatusCode Status, string? Type, string Text)> SendAsync(HttpMethod method, string path, string body) =>
        SendAsync(method, path, Encoding.UTF8.GetBytes(body));

    private async Task<(HttpStatusCode Status, string? Type, string Text)> SendAsync(HttpMethod method, string path, byte[] body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await http.SendAsync(request);
        return (response.StatusCode, response.Content.Headers.ContentType?.ToString(), await response.Content.ReadAsStringAsync());
    }
}
