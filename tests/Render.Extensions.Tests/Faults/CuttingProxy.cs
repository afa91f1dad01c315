using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Render.Extensions.Tests.Faults;

/// <summary>Passes connections on to a server, and cuts them.</summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<Cut> cuts;
    private readonly Uri server;
    private readonly Task accepting;
    private int made;

    /// <param name="server">The server.</param>
    /// <param name="cuts">How the first connections end; those behind stay.</param>
    public CuttingProxy(Uri server, IEnumerable<Cut> cuts)
    {
        this.server = server;
        this.cuts = new(cuts);
        listener.Start();
        Address = new UriBuilder(server) { Port = ((IPEndPoint)listener.LocalEndpoint).Port }.Uri;
        accepting = AcceptAsync();
    }

    public Uri Address { get; }

    /// <summary>How many cuts have been made.</summary>
    public int Made => made;

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
                connections.Add(PassAsync(await listener.AcceptTcpClientAsync(stop.Token), cuts.TryDequeue(out var cut) ? cut : null));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task PassAsync(TcpClient client, Cut? cut)
    {
        using var near = client;
        using var far = new TcpClient();
        await far.ConnectAsync(server.Host, server.Port);
        var (toServer, toClient) = (far.GetStream(), near.GetStream());
        var requests = PumpAsync(toClient, toServer, cut is { OfAnswers: false } ? cut : null);
        var answers = PumpAsync(toServer, toClient, cut is { OfAnswers: true } ? cut : null);
        bool isCut = await await Task.WhenAny(requests, answers);
        if (isCut && cut!.How == CutKind.Reset)
            near.LingerState = new LingerOption(enable: true, seconds: 0);

        // That ends the other one as well.
        near.Close();
        far.Close();
        await Task.WhenAll(requests, answers);
    }

    /// <returns>Whether it was this one that ended the connection, by the cut.</returns>
    private async Task<bool> PumpAsync(NetworkStream from, NetworkStream to, Cut? cut)
    {
        byte[] buffer = new byte[4096];
        int left = cut?.After ?? int.MaxValue;
        try
        {
            while (left > 0)
            {
                int length = await from.ReadAsync(buffer.AsMemory(0, Math.Min(buffer.Length, left)), stop.Token);
                if (length == 0)
                    return false;

                await to.WriteAsync(buffer.AsMemory(0, length), stop.Token);
                left -= cut is null ? 0 : length;
            }

            Interlocked.Increment(ref made);
            if (cut!.How == CutKind.Stall)
                await Task.Delay(Timeout.Infinite, stop.Token);

            return true;
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or OperationCanceledException)
        {
            return false;
        }
    }
}
