using System.IO.Compression;
using System.Net;
using System.Text;
using Render.Extensions.Tests.Support;

namespace Render.Extensions.Tests.Http;

public class CompressionTests
{
    private readonly CanvasMatches pair = new CanvasMatchesBuilder(new CanvasId("1.0", "a"), new CanvasId("1.0", "b"))
        .Add(new(1, 2), new(3, 4))
        .Build();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Bodies_are_compressed_when_asked_for(bool compress)
    {
        var (encoding, body) = await SendAsync(compress, [pair]);

        Assert.Equal(compress ? "gzip" : "", encoding);
        Assert.StartsWith("""[{"pGroupId":"1.0","pId":"a","qGroupId":"1.0","qId":"b",""", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(9_900_000, "gzip")]
    [InlineData(10_100_000, "")]
    public async Task What_the_server_would_refuse_compressed_is_sent_plain(int size, string expected)
    {
        pair.PId = new string('a', size);
        var (encoding, body) = await SendAsync(compress: true, [pair]);

        Assert.Equal(expected, encoding);
        Assert.True(body.Length > size);
    }

    [Fact]
    public async Task A_repeated_request_carries_the_whole_compressed_body()
    {
        List<byte[]> bodies = [];
        using var server = new ScriptedServer().Does(Remember(HttpStatusCode.ServiceUnavailable)).Does(Remember(HttpStatusCode.Created));
        using var client = server.Connect(new RenderClientOptions { CompressRequests = true });

        await client.Api.Matches.SaveMatchesAsync("o", "m", [pair]);

        Assert.Equal(2, bodies.Count);
        Assert.Equal(bodies[0], bodies[1]);

        Func<HttpRequestMessage, HttpResponseMessage> Remember(HttpStatusCode status) => request =>
        {
            bodies.Add(request.Content!.ReadAsByteArrayAsync().GetAwaiter().GetResult());
            return new HttpResponseMessage(status);
        };
    }

    [Fact]
    public async Task A_request_without_a_body_gets_none_by_compression()
    {
        using var server = new ScriptedServer().Does(request =>
        {
            Assert.Empty(request.Content!.Headers.ContentEncoding);
            return new HttpResponseMessage(HttpStatusCode.OK);
        });
        using var client = server.Connect(new RenderClientOptions { CompressRequests = true });

        await client.Api.Stacks.DeleteStackAsync("o1", "p1", "s");

        Assert.Equal([""], server.Bodies);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("x-gzip")]
    [InlineData("GZIP")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task Answers_that_a_proxy_has_compressed_are_read(string encoding)
    {
        using var server = new ScriptedServer()
            .Does(_ => Compressed("[1.0,2.0]", encoding, "application/json"))
            .Does(_ => Compressed("[{\"tileId\":\"a\"}]", encoding, "application/json"))
            .Does(_ => Compressed("stack with owner 'o1', project 'p1', and name 's' does not exist", encoding, "text/plain", HttpStatusCode.NotFound));
        using var client = server.Connect(new RenderClientOptions());

        Assert.Equal([1, 2], await client.Api.Stacks.GetZValuesAsync("o1", "p1", "s"));
        Assert.Equal("a", Assert.Single(await client.Api.Sections.GetLayerTileBoundsAsync("o1", "p1", "s", 1)).TileId);
        await Assert.ThrowsAsync<RenderNotFoundException>(() => client.Api.Stacks.GetStackAsync("o1", "p1", "s"));
    }

    [Theory]
    [InlineData(null, "gzip")]
    [InlineData("zstd", "zstd")]
    public async Task A_compressed_answer_that_cannot_be_read_is_named_as_such(string? encoding, string named)
    {
        using var server = new ScriptedServer().Does(_ => Compressed("[1.0,2.0]", encoding, "application/json"));
        using var client = server.Connect(new RenderClientOptions());

        var error = await Assert.ThrowsAsync<RenderResponseException>(() => client.Api.Stacks.GetZValuesAsync("o1", "p1", "s"));

        Assert.Contains($"compressed ({named})", error.Message, StringComparison.Ordinal);
        Assert.Contains("proxy", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_compressed_answer_that_is_damaged_is_asked_for_again()
    {
        using var server = new ScriptedServer()
            .Does(_ => Compressed("[1.0,2.0]", "gzip", "application/json", isDamaged: true))
            .Does(_ => Compressed("[1.0,2.0]", "gzip", "application/json"));
        using var client = server.Connect(new RenderClientOptions());

        Assert.Equal([1, 2], await client.Api.Stacks.GetZValuesAsync("o1", "p1", "s"));
    }

    private static HttpResponseMessage Compressed(
        string body, string? encoding, string type, HttpStatusCode status = HttpStatusCode.OK, bool isDamaged = false)
    {
        var bytes = new MemoryStream();
        using (Stream packed = encoding switch
        {
            "br" => new BrotliStream(bytes, CompressionMode.Compress),
            "deflate" => new ZLibStream(bytes, CompressionMode.Compress),
            _ => new GZipStream(bytes, CompressionMode.Compress),
        })
        {
            packed.Write(Encoding.UTF8.GetBytes(body));
        }

        byte[] sent = bytes.ToArray();
        if (isDamaged)
            sent[^8] ^= 1;

        var content = new ByteArrayContent(sent);
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        if (encoding is not null)
            content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);

        return new HttpResponseMessage(status) { Content = content };
    }

    private static async Task<(string Encoding, string Body)> SendAsync(bool compress, IEnumerable<CanvasMatches> matches)
    {
        string encoding = "";
        byte[] body = [];
        using var server = new ScriptedServer().Does(request =>
        {
            encoding = string.Join(',', request.Content!.Headers.ContentEncoding);
            body = request.Content.ReadAsByteArrayAsync().GetAwaiter().GetResult();
            return new HttpResponseMessage(HttpStatusCode.Created);
        });
        using var client = server.Connect(new RenderClientOptions { CompressRequests = compress });
        await client.Api.Matches.SaveMatchesAsync("o", "m", matches);
        if (encoding.Length == 0)
            return (encoding, Encoding.UTF8.GetString(body));

        using var plain = new StreamReader(new GZipStream(new MemoryStream(body), CompressionMode.Decompress));
        return (encoding, await plain.ReadToEndAsync());
    }
}
