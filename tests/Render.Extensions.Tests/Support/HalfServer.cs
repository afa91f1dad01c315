using System.Net.Sockets;
using System.Text;

namespace Render.Extensions.Tests.Support;

/// <summary>A web service that begins to send images, and then falls silent or closes the connection.</summary>
internal sealed class HalfServer : TcpServer
{
    public const int Sent = 1_000;

    private readonly bool isSilent;
    private int requests;

    public HalfServer(bool isSilent)
    {
        this.isSilent = isSilent;
        Start();
    }

    public int Requests => requests;

    public RenderClient Connect(TimeSpan silence, int retries = 0) => RenderClient.Connect(new RenderClientOptions
    {
        Host = EndPoint.ToString(),
        Owner = "o1",
        Project = "p1",
        Retry = { MaxRetries = retries, BaseDelay = TimeSpan.FromMilliseconds(1) },
        TimeLimits = { Read = silence },
    });

    protected override async Task ServeAsync(TcpClient client, CancellationToken stop)
    {
        var stream = client.GetStream();

        // The requests here have no body, and are shorter than that.
        _ = await stream.ReadAsync(new byte[8_192], stop);
        Interlocked.Increment(ref requests);
        var head = $"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: {40 * Sent}\r\n\r\n";
        await stream.WriteAsync((byte[])[.. Encoding.ASCII.GetBytes(head), .. new byte[Sent]], stop);
        if (isSilent)
            await Task.Delay(Timeout.Infinite, stop);
    }
}
