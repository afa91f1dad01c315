using System.Net;
using System.Text;
using Render.Extensions.Tests.Support;

namespace Render.Extensions.Tests.Faults;

/// <summary>
/// Stands between a client and a server, and lets things go wrong. What it lets through it writes down. Which fault a request meets, and when it
/// arrives if it is late, hangs on the request and on how often it has been sent, not on which of several workers is first: so that a schedule
/// is the same whenever it is run.
/// </summary>
/// <param name="serve">Does a request: method, path behind the owner, body, and the share of a bulk write that is to be stored.</param>
/// <param name="faults">What requests meet, each one of these; nothing when there are none.</param>
internal sealed class FaultHandler(Func<string, string, string, double, HttpResponseMessage> serve, IReadOnlyList<Fault> faults) : IDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<ulong, int> attempts = [];
    private readonly HashSet<ulong> gone = [];
    private readonly List<LateCall> late = [];
    private ReusedClient? client;

    /// <summary>The bodies of bulk writes that arrived, whatever became of them.</summary>
    public List<string> Sent { get; } = [];

    /// <summary>The bodies of bulk writes whose success the client was told, in order.</summary>
    public List<string> Acknowledged { get; } = [];

    /// <summary>The bodies of bulk writes that may have arrived, as far as the client can know, and were not answered.</summary>
    public List<string> Unanswered { get; } = [];

    /// <summary>The layers that were emptied after the client had given up the request.</summary>
    public HashSet<double> RemovedLate { get; } = [];

    /// <summary>Those of them that were emptied before the last bulk write was answered, so that counting afterwards tells.</summary>
    public HashSet<double> RemovedInTime { get; } = [];

    /// <summary>The client, which repeats requests twice.</summary>
    public RenderClient Client => (client ??= ReusedClient.Take(SendAsync)).Client;

    public void Dispose() => client?.GiveBack();

    /// <summary>Lets what is still on its way arrive.</summary>
    public void Settle()
    {
        lock (gate)
        {
            late.ForEach(Arrive);
            late.Clear();
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var call = new WireCall(request.Method.Method, request.RequestUri!.AbsolutePath[ModelServer.Root.Length..], body);
        var fault = Next(call);

        // Whoever works side by side gets a chance to be first.
        await Task.Yield();
        switch (fault)
        {
            case Fault.Gone:
                throw new HttpRequestException(HttpRequestError.ConnectionError, "connection refused");
            case Fault.DropBefore:
                throw Dropped();
            case Fault.DropAfter:
                Serve(call);
                throw Dropped();
            case Fault.TimeOutAfter:
                Serve(call);
                await client!.Time.HangAsync(cancellationToken);
                throw Dropped();
            case Fault.TimeOutAndApplyLate:
                await client!.Time.HangAsync(cancellationToken);
                throw Dropped();
            case Fault.HalfAnswer:
                return Half(Serve(call), _ => Task.FromException<int>(new IOException("connection reset")));
            case Fault.Stall:
                return Half(Serve(call), client!.Time.HangAsync);
            case Fault.HalfAppliedThenDrop:
                ServeHalf(call);
                throw Dropped();
            case Fault.HalfAppliedThenError:
                ServeHalf(call);
                return Text(HttpStatusCode.InternalServerError, "the database gave up");
            case Fault.Unavailable:
                var unavailable = Text(HttpStatusCode.ServiceUnavailable, "busy");
                unavailable.Headers.TryAddWithoutValidation("Retry-After", "1");
                return unavailable;
            case Fault.BadGatewayAfter:
                Serve(call);
                return Text(HttpStatusCode.BadGateway, "bad gateway");
            case Fault.Error:
                return Text(HttpStatusCode.InternalServerError, "out of order");
            case Fault.Duplicate when call.MayBeDoneTwice:
                Serve(call);
                return Acknowledge(call, Serve(call));
            default:
                return Acknowledge(call, Serve(call));
        }
    }

    private Fault Next(WireCall call)
    {
        lock (gate)
        {
            LetArriveBefore(call);
            ulong identity = call.Hash(0);
            int attempt = attempts[identity] = attempts.GetValueOrDefault(identity) + 1;
            ulong chance = call.Hash(attempt);
            var fault = faults.Count == 0 ? Fault.None : faults[(int)(chance % (uint)faults.Count)];
            if (fault == Fault.Gone || gone.Contains(identity))
            {
                gone.Add(identity);
                fault = Fault.Gone;
            }

            if (fault == Fault.TimeOutAndApplyLate && call.IsChange)
                late.Add(new LateCall(call, chance));

            if (call.IsBulk)
            {
                Sent.Add(call.Body);
                if (fault is Fault.DropBefore or Fault.DropAfter or Fault.TimeOutAfter or Fault.TimeOutAndApplyLate or Fault.HalfAnswer
                    or Fault.Stall or Fault.HalfAppliedThenDrop or Fault.BadGatewayAfter)
                {
                    Unanswered.Add(call.Body);
                }
            }

            return fault;
        }
    }

    private void LetArriveBefore(WireCall call)
    {
        foreach (var due in late.FindAll(one => one.IsOvertakenBy(call)))
        {
            late.Remove(due);
            Arrive(due);
        }
    }

    private void Arrive(LateCall one)
    {
        using var answer = Serve(one.Call);
        if (answer.IsSuccessStatusCode && one.Call.RemovedLayer is { } z)
            RemovedLate.Add(z);
    }

    private HttpResponseMessage Serve(WireCall call) => serve(call.Method, call.Path, call.Body, 1);

    private void ServeHalf(WireCall call)
    {
        if (call.IsBulk)
            serve(call.Method, call.Path, call.Body, 0.5).Dispose();
    }

    private HttpResponseMessage Acknowledge(WireCall call, HttpResponseMessage answer)
    {
        if (call.IsBulk && answer.IsSuccessStatusCode)
        {
            lock (gate)
            {
                Acknowledged.Add(call.Body);
                RemovedInTime.UnionWith(RemovedLate);
            }
        }

        return answer;
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
