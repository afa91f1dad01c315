using System.Collections.Concurrent;
using System.Net.Sockets;

namespace Render.Extensions.Tests.Support;

/// <summary>A server that reads requests, remembers their first lines, and closes the connection instead of answering.</summary>
internal sealed class ClosingServer : TcpServer
{
    private readonly bool reset;

    /// <param name="reset">Whether connections are reset rather than closed.</param>
    public ClosingServer(bool reset)
    {
        this.reset = reset;
        Start();
    }

    public Uri Address => new($"http://{EndPoint}/render-ws/");

    /// <summary>Method and path of what was asked.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>How many requests are answered with an empty list before connections are closed.</summary>
    public int Answers { get; set; }

    protected override async Task ServeAsync(TcpClient client, CancellationToken stop)
    {
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream);
        while (await reader.ReadLineAsync(stop) is { } first)
        {
            Requests.Enqueue(first[..first.LastIndexOf(' ')]);
            while (await reader.ReadLineAsync(stop) is { Length: > 0 } header)
                Assert.True(!header.StartsWith("Content-Length", StringComparison.OrdinalIgnoreCase) || header.EndsWith(" 0", StringComparison.Ordinal), header);

            if (Answers == 0)
                break;

            Answers--;
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n[]"u8.ToArray(), stop);
        }

        if (reset)
            client.LingerState = new LingerOption(enable: true, seconds: 0);
    }
}
