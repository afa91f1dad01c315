using System.Collections.Concurrent;

namespace Render.Extensions.Tests.Faults;

/// <summary>A client that serves one run after the other: connecting takes longer than most schedules do.</summary>
internal sealed class ReusedClient : HttpMessageHandler
{
    private static readonly ConcurrentBag<ReusedClient> Free = [];
    private Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>? send;

    private ReusedClient() => Client = RenderClient.Connect(
        new RenderClientOptions { Host = "host:8080", Owner = "o", Project = "p", Retry = new RenderRetryOptions { MaxRetries = 2 } }, this, Time);

    public RenderClient Client { get; }

    public FaultTime Time { get; } = new();

    /// <summary>A client whose requests go here.</summary>
    public static ReusedClient Take(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> send)
    {
        if (!Free.TryTake(out var client))
            client = new ReusedClient();

        client.send = send;
        return client;
    }

    public void GiveBack()
    {
        send = null;
        Free.Add(this);
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        send!(request, cancellationToken);
}
