using System.Net;
using System.Net.Sockets;

namespace Render.Extensions.Tests.Support;

/// <summary>Accepts connections on a free port of this machine, and serves them side by side until it is disposed.</summary>
internal abstract class TcpServer : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private Task accepting = Task.CompletedTask;

    protected IPEndPoint EndPoint => (IPEndPoint)listener.LocalEndpoint;

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await accepting;
        listener.Dispose();
        stop.Dispose();
    }

    /// <summary>To be called when everything is in place that serving needs.</summary>
    protected void Start()
    {
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>Serves a connection, which is closed afterwards.</summary>
    protected abstract Task ServeAsync(TcpClient client, CancellationToken stop);

    private async Task AcceptAsync()
    {
        List<Task> connections = [];
        try
        {
            while (true)
                connections.Add(ServeToTheEndAsync(await listener.AcceptTcpClientAsync(stop.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeToTheEndAsync(TcpClient client)
    {
        using var served = client;
        try
        {
            await ServeAsync(served, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The test is over.
        }
    }
}
