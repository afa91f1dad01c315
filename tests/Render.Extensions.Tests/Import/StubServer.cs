using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Render.Extensions.Tests.Import;

/// <summary>Answers an import as the server would, remembers what it was sent, and fails when it is told to.</summary>
internal sealed partial class StubServer : HttpMessageHandler
{
    private readonly Lock gate = new();
    private int inFlight;

    public string? State { get; set; } = "LOADING";

    /// <summary>Decides about an upload before it is stored; <c>null</c> lets it pass.</summary>
    public Func<Upload, CancellationToken, Task<HttpResponseMessage?>>? OnUpload { get; set; }

    /// <summary>Told of every call, before anything is done and, with <c>true</c>, when it is done and not answered yet.</summary>
    public Func<string, bool, CancellationToken, Task>? OnCall { get; set; }

    /// <summary>How many tiles the server says a layer has, when that is not what it was sent.</summary>
    public Func<double, long>? TileCount { get; set; }

    public List<Upload> Uploads { get; } = [];

    public List<string> Calls { get; } = [];

    public int MostInFlight { get; private set; }

    /// <summary>The tiles that were stored, by id.</summary>
    public Dictionary<string, JsonNode> Tiles { get; } = [];

    public RenderStack Stack(string name = "montage")
    {
        var http = new HttpClient(this, disposeHandler: false) { BaseAddress = new Uri("http://stub/render-ws/") };
        var limits = new RenderTimeLimits { Change = TimeSpan.FromSeconds(1), LongRunning = TimeSpan.FromSeconds(1) };
        var retry = new RenderRetryOptions { MaxRetries = 0 };
        return new RenderClient(new RenderApi(http), new RenderClientOptions { Owner = "o", Project = "p", Retry = retry, TimeLimits = limits }).Stack(name);
    }

    public static HttpResponseMessage Text(HttpStatusCode status, string text) =>
        new(status) { Content = new StringContent(text, Encoding.UTF8, "text/plain") };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string call = $"{request.Method} {Path(request)}";
        if (OnCall is not null)
            await OnCall(call, false, cancellationToken);

        var answer = await AnswerAsync(request, cancellationToken);
        if (OnCall is not null)
            await OnCall(call, true, cancellationToken);

        return answer;
    }

    private static string Path(HttpRequestMessage request) =>
        request.RequestUri!.AbsolutePath["/render-ws/v1/owner/o/project/p/stack/montage".Length..];

    private async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string path = Path(request);
        lock (gate)
            Calls.Add($"{request.Method} {path}{request.RequestUri!.Query}");

        return (request.Method.Method, path) switch
        {
            ("GET", "") => State is null ? Text(HttpStatusCode.NotFound, "stack with owner 'o', project 'p', and name 'montage' does not exist") : Json(new JsonObject { ["state"] = State }),
            ("POST", "") => Change("LOADING"),
            ("PUT", "/resolvedTiles") => await UploadAsync(request, cancellationToken),
            ("PUT", _) when path.StartsWith("/state/", StringComparison.Ordinal) => Change(path["/state/".Length..]),
            ("GET", _) when TileCountPath().Match(path) is { Success: true } match => Json(Count(double.Parse(match.Groups[1].Value))),
            ("GET", "/zValues") => Json(new JsonArray([.. Tiles.Values.Select(tile => (double)tile["z"]!).Distinct().Select(z => JsonValue.Create(z))])),
            _ => new HttpResponseMessage(HttpStatusCode.NotImplemented),
        };
    }

    private static HttpResponseMessage Json(JsonNode body) =>
        new(HttpStatusCode.OK) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };

    private HttpResponseMessage Change(string state)
    {
        State = state;
        return new HttpResponseMessage(HttpStatusCode.Created);
    }

    private long Count(double z)
    {
        lock (gate)
            return TileCount?.Invoke(z) ?? Tiles.Values.Count(tile => (double)tile["z"]! == z);
    }

    private async Task<HttpResponseMessage> UploadAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        lock (gate)
            MostInFlight = Math.Max(MostInFlight, ++inFlight);

        try
        {
            var upload = await Upload.ReadAsync(request, cancellationToken);
            lock (gate)
                Uploads.Add(upload);

            // Gives the other workers time to get here too.
            await Task.Delay(1, cancellationToken);
            if (OnUpload is not null && await OnUpload(upload, cancellationToken) is { } refusal)
                return refusal;

            if (State != "LOADING")
                return Text(HttpStatusCode.InternalServerError, $"Resolved tiles can only be saved to stacks in the LOADING state, but the stack state is {State}.");

            lock (gate)
            {
                foreach (var (_, tile) in upload.Tiles)
                    Tiles[(string)tile!["tileId"]!] = tile;
            }

            return new HttpResponseMessage(HttpStatusCode.Created);
        }
        finally
        {
            lock (gate)
                inFlight--;
        }
    }

    [GeneratedRegex("^/z/([^/]+)/box/[^/]+/tile-count$")]
    private static partial Regex TileCountPath();

    /// <summary>One PUT of resolved tiles.</summary>
    internal sealed record Upload(string Query, bool IsCompressed, int Length, JsonObject Tiles, JsonObject Transforms)
    {
        public static async Task<Upload> ReadAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Assert.Equal("application/json", request.Content!.Headers.ContentType!.ToString());
            bool isCompressed = request.Content.Headers.ContentEncoding.Contains("gzip");
            await using var sent = await request.Content.ReadAsStreamAsync(cancellationToken);
            using var plain = new MemoryStream();
            await (isCompressed ? new GZipStream(sent, CompressionMode.Decompress) : sent).CopyToAsync(plain, cancellationToken);
            var body = JsonNode.Parse(plain.ToArray(), null, new JsonDocumentOptions { MaxDepth = 1024 })!.AsObject();
            return new Upload(
                request.RequestUri!.Query,
                isCompressed,
                (int)plain.Length,
                body["tileIdToSpecMap"]!.AsObject(),
                body["transformIdToSpecMap"]?.AsObject() ?? []);
        }
    }
}
