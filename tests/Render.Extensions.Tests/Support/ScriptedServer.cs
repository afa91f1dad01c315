using System.Net;
using System.Text;

namespace Render.Extensions.Tests.Support;

/// <summary>A web service that gives answers, or fails, in a given order, and remembers what it was asked.</summary>
internal sealed class ScriptedServer : IDisposable
{
    private readonly Queue<Func<HttpRequestMessage, HttpResponseMessage>> script = new();
    private readonly List<string> requests = [];
    private readonly List<string?> bodies = [];

    public ScriptedServer() => Handler = new ScriptHandler(this);

    public HttpMessageHandler Handler { get; }

    public TestTime Time { get; init; } = new();

    /// <summary>Method and URL after the version, as they came.</summary>
    public IReadOnlyList<string> Requests => requests;

    public IReadOnlyList<string?> Bodies => bodies;

    public int StepsLeft => script.Count;

    public ScriptedServer Answers(HttpStatusCode status, string body = "", string mediaType = "text/plain", string? retryAfter = null) =>
        Does(_ =>
        {
            var response = new HttpResponseMessage(status) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
            response.Content.Headers.TryAddWithoutValidation("Content-Type", mediaType);
            if (retryAfter is not null)
                response.Headers.TryAddWithoutValidation("Retry-After", retryAfter);

            return response;
        });

    /// <summary>The page of a web server that stands where the web service should be.</summary>
    public ScriptedServer AnswersPageNotFound() => Answers(
        HttpStatusCode.NotFound,
        "<html>\r\n<head><title>404 Not Found</title></head>\r\n<body>\r\n<center><h1>404 Not Found</h1></center>\r\n"
        + "<hr><center>nginx/1.24.0</center>\r\n</body>\r\n</html>\r\n",
        "text/html");

    public ScriptedServer AnswersJson(string json) => Answers(HttpStatusCode.OK, json, "application/json");

    public ScriptedServer Fails(Exception exception) => Does(_ => throw exception);

    public ScriptedServer Drops() => Fails(new HttpRequestException(
        HttpRequestError.ResponseEnded, "The server closed the connection.", new IOException("connection reset")));

    /// <summary>Starts a JSON answer and breaks off in the middle of it.</summary>
    public ScriptedServer BreaksOff(string json) => Begins(json, Task.FromException<int>(new IOException("connection reset")));

    /// <summary>Starts to send bytes and breaks off.</summary>
    public ScriptedServer BreaksOff(byte[] bytes) =>
        Begins(bytes, "application/octet-stream", Task.FromException<int>(new IOException("connection reset")));

    public ScriptedServer AnswersBytes(byte[] bytes) => Does(_ => new HttpResponseMessage { Content = new ByteArrayContent(bytes) });

    /// <summary>Starts a JSON answer and never sends the rest of it.</summary>
    public ScriptedServer FallsSilent(string json) => Begins(json, new TaskCompletionSource<int>().Task);

    private ScriptedServer Begins(string json, Task<int> rest) => Begins(Encoding.UTF8.GetBytes(json), "application/json", rest);

    private ScriptedServer Begins(byte[] bytes, string mediaType, Task<int> rest) => Does(_ =>
    {
        var response = new HttpResponseMessage(HttpStatusCode.OK)
        {
            Content = new StreamContent(new InterruptedStream(bytes, rest.WaitAsync)),
        };
        response.Content.Headers.TryAddWithoutValidation("Content-Type", mediaType);
        return response;
    });

    public ScriptedServer Does(Func<HttpRequestMessage, HttpResponseMessage> step)
    {
        script.Enqueue(step);
        return this;
    }

    public RenderClient Connect(RenderClientOptions? options = null) => RenderClient.Connect(
        (options ?? new RenderClientOptions()) with { Host = "host:8080", Owner = "o1", Project = "p1" }, Handler, Time);

    public void Dispose() => Handler.Dispose();

    private async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        Func<HttpRequestMessage, HttpResponseMessage>? step;
        lock (script)
        {
            requests.Add($"{request.Method} {request.RequestUri!.PathAndQuery["/render-ws/v1".Length..]}");
            bodies.Add(body);
            if (!script.TryDequeue(out step))
                throw new InvalidOperationException($"{requests[^1]} is one request more than the script has.");
        }

        return step(request);
    }

    private sealed class ScriptHandler(ScriptedServer server) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            server.AnswerAsync(request, cancellationToken);
    }
}
