using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Render.Extensions.Tests.Support;

/// <summary>A web service that begins to send images, and then falls silent or closes the connection.</summary>
internal sealed class HalfServer : IAsyncDisposable
{
    public const int Sent = 1_000;

    private readonly CancellationTokenSource stop = new();
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly bool isSilent;
    private readonly Task accepting;
    private int requests;

    public HalfServer(bool isSilent)
    {
        this.isSilent = isSilent;
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Requests => requests;

    public RenderClient Connect(TimeSpan silence, int retries = 0) => RenderClient.Connect(new RenderClientOptions
    {
        Host = listener.LocalEndpoint.ToString(),
        Owner = "o1",
        Project = "p1",
        Retry = { MaxRetries = retries, BaseDelay = TimeSpan.FromMilliseconds(1) },
        TimeLimits = { Read = silence },
    });

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await accepting;
        listener.Dispose();
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> connections = [];
        try
        {
            while (true)
                connections.Add(AnswerAsync(await listener.AcceptTcpClientAsync(stop.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using var near = client;
        var stream = near.GetStream();
        try
        {
            // The requests here have no body, and are shorter than that.
            _ = await stream.ReadAsync(new byte[8_192], stop.Token);
            Interlocked.Increment(ref requests);
            var head = $"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: {40 * Sent}\r\n\r\n";
            await stream.WriteAsync((byte[])[.. Encoding.ASCII.GetBytes(head), .. new byte[Sent]], stop.Token);
            if (isSilent)
                await Task.Delay(Timeout.Infinite, stop.Token);
        }
        catch (OperationCanceledException)
        {
        }
    }
}
