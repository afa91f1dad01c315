using System.Globalization;
using System.Net;
using System.Text;
using Render.Extensions.Tests.Support;

namespace Render.Extensions.Tests.Faults;

/// <summary>Stands between a client and a server, and lets things go wrong as a schedule says. What it lets through it writes down.</summary>
/// <param name="serve">Does a request: method, path behind the owner, body, and the share of a bulk write that is to be stored.</param>
/// <param name="schedule">The faults of the first requests; those behind go well.</param>
internal sealed class FaultHandler(Func<string, string, string, double, HttpResponseMessage> serve, IReadOnlyList<Fault> schedule) : HttpMessageHandler
{
    private readonly Lock gate = new();
    private readonly Queue<Action> late = new();
    private readonly Queue<Action> lateRemovals = new();
    private int requests;
    private bool isGone;

    public FaultTime Time { get; } = new();

    /// <summary>The bodies of bulk writes that arrived, whatever became of them.</summary>
    public List<string> Sent { get; } = [];

    /// <summary>The bodies of bulk writes whose success the client was told, in order.</summary>
    public List<string> Acknowledged { get; } = [];

    /// <summary>The bodies of bulk writes that may have arrived, as far as the client can know, and were not answered.</summary>
    public List<string> Unanswered { get; } = [];

    /// <summary>Whether removals of layers that time out arrive late, and some twice.</summary>
    public bool RemovesLate { get; init; }

    /// <summary>The layers whose removal arrived after the client had given it up.</summary>
    public List<double> RemovedLate { get; } = [];

    public RenderClient Connect(int retries = 2) => RenderClient.Connect(
        new RenderClientOptions { Host = "host:8080", Owner = "o", Project = "p", Retry = new RenderRetryOptions { MaxRetries = retries } },
        this,
        Time);

    /// <summary>Lets what is still on its way arrive.</summary>
    public void Settle()
    {
        lock (gate)
        {
            while (late.TryDequeue(out var request) || lateRemovals.TryDequeue(out request))
                request();
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        string method = request.Method.Method;
        string path = request.RequestUri!.AbsolutePath[ModelServer.Root.Length..];
        bool isBulk = method == "PUT"
            && (path.EndsWith("/resolvedTiles", StringComparison.Ordinal) || path.EndsWith("/matches", StringComparison.Ordinal));
        bool isRemoval = RemovesLate && method == "DELETE" && path.Contains("/z/", StringComparison.Ordinal);
        var fault = Next(isBulk ? body : null);

        if (isBulk && fault is Fault.DropBefore or Fault.DropAfter or Fault.TimeOutAfter or Fault.TimeOutAndApplyLate
            or Fault.HalfAppliedThenDrop or Fault.BadGatewayAfter)
        {
            lock (gate)
                Unanswered.Add(body);
        }

        // Whoever works side by side gets a chance to be first.
        await Task.Yield();
        switch (fault)
        {
            case Fault.Gone:
                throw new HttpRequestException(HttpRequestError.ConnectionError, "connection refused");
            case Fault.DropBefore:
                throw Dropped();
            case Fault.DropAfter:
                Serve();
                throw Dropped();
            case Fault.TimeOutAfter:
                Serve();
                await Time.HangAsync(cancellationToken);
                throw Dropped();
            case Fault.TimeOutAndApplyLate:
                lock (gate)
                {
                    if (isBulk)
                        late.Enqueue(() => Serve());

                    if (isRemoval)
                        lateRemovals.Enqueue(RemoveLate);
                }

                await Time.HangAsync(cancellationToken);
                throw Dropped();
            case Fault.HalfAnswer:
                return Half(Serve(), _ => Task.FromException<int>(new IOException("connection reset")));
            case Fault.Stall:
                return Half(Serve(), Time.HangAsync);
            case Fault.HalfAppliedThenDrop:
                Serve(isBulk ? 0.5 : 0);
                throw Dropped();
            case Fault.HalfAppliedThenError:
                Serve(isBulk ? 0.5 : 0);
                return Text(HttpStatusCode.InternalServerError, "the database gave up");
            case Fault.Unavailable:
                var unavailable = Text(HttpStatusCode.ServiceUnavailable, "busy");
                unavailable.Headers.TryAddWithoutValidation("Retry-After", "1");
                return unavailable;
            case Fault.BadGatewayAfter:
                Serve();
                return Text(HttpStatusCode.BadGateway, "bad gateway");
            case Fault.Error:
                return Text(HttpStatusCode.InternalServerError, "out of order");
            case Fault.Duplicate when isBulk || isRemoval:
                Serve();
                return Acknowledge(Serve());
            default:
                return Acknowledge(Serve());
        }

        HttpResponseMessage Serve(double share = 1) => share > 0 ? serve(method, path, body, share) : new HttpResponseMessage();

        void RemoveLate()
        {
            RemovedLate.Add(double.Parse(path[(path.LastIndexOf('/') + 1)..], CultureInfo.InvariantCulture));
            Serve();
        }

        HttpResponseMessage Acknowledge(HttpResponseMessage answer)
        {
            if (isBulk && answer.IsSuccessStatusCode)
            {
                lock (gate)
                    Acknowledged.Add(body);
            }

            return answer;
        }
    }

    private Fault Next(string? bulk)
    {
        lock (gate)
        {
            if (bulk is not null)
                Sent.Add(bulk);

            var fault = requests < schedule.Count ? schedule[requests] : Fault.None;
            requests++;
            isGone |= fault == Fault.Gone;
            if (requests % 3 == 0 && late.TryDequeue(out var request))
                request();

            // Late enough to find tiles there.
            if (requests % 7 == 0 && lateRemovals.TryDequeue(out var removal))
                removal();

            return isGone ? Fault.Gone : fault;
        }
    }

    private static HttpRequestException Dropped() =>
        new(HttpRequestError.ResponseEnded, "the connection was closed", new IOException("connection reset"));

    private static HttpResponseMessage Text(HttpStatusCode status, string text) =>
        new(status) { Content = new StringContent(text, Encoding.UTF8, "text/plain") };

    private static HttpResponseMessage Half(HttpResponseMessage answer, Func<CancellationToken, Task<int>> rest)
    {
        using var whole = answer.Content.ReadAsStream();
        byte[] beginning = new byte[whole.Length / 2];
        whole.ReadExactly(beginning);
        var half = new HttpResponseMessage(answer.StatusCode) { Content = new StreamContent(new InterruptedStream(beginning, rest)) };
        half.Content.Headers.TryAddWithoutValidation("Content-Type", answer.Content.Headers.ContentType?.ToString() ?? "text/plain");
        return half;
    }
}
