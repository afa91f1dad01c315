using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Render.Extensions.Tests.Support;

/// <summary>A server that reads requests, remembers their first lines, and closes the connection instead of answering.</summary>
internal sealed class ClosingServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly bool reset;
    private readonly Task accepting;

    /// <param name="reset">Whether connections are reset rather than closed.</param>
    public ClosingServer(bool reset)
    {
        this.reset = reset;
        listener.Start();
        accepting = AcceptAsync();
    }

    public Uri Address => new($"http://{listener.LocalEndpoint}/render-ws/");

    /// <summary>Method and path of what was asked.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>How many requests are answered with an empty list before connections are closed.</summary>
    public int Answers { get; set; }

    public async ValueTask DisposeAsync()
    {
        listener.Dispose();
        await accepting;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                // The client sends one request at a time.
                using var socket = await listener.AcceptSocketAsync();
                await ServeAsync(socket);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        await using var stream = new NetworkStream(socket);
        using var reader = new StreamReader(stream);
        while (await reader.ReadLineAsync() is { } first)
        {
            Requests.Enqueue(first[..first.LastIndexOf(' ')]);
            while (await reader.ReadLineAsync() is { Length: > 0 } header)
                Assert.True(!header.StartsWith("Content-Length", StringComparison.OrdinalIgnoreCase) || header.EndsWith(" 0", StringComparison.Ordinal), header);

            if (Answers == 0)
                break;

            Answers--;
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n[]"u8.ToArray());
        }

        if (reset)
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
    }
}
