using System.Collections.Concurrent;
using System.Net.Sockets;
using Render.Extensions.Tests.Support;

namespace Render.Extensions.Tests.Faults;

/// <summary>Passes connections on to a server, and cuts them.</summary>
internal sealed class CuttingProxy : TcpServer
{
    private readonly ConcurrentQueue<Cut> cuts;
    private readonly Uri server;
    private int made;

    /// <param name="server">The server.</param>
    /// <param name="cuts">How the first connections end; those behind stay.</param>
    public CuttingProxy(Uri server, IEnumerable<Cut> cuts)
    {
        this.server = server;
        this.cuts = new(cuts);
        Start();
        Address = new UriBuilder(server) { Port = EndPoint.Port }.Uri;
    }

    public Uri Address { get; }

    /// <summary>How many cuts have been made.</summary>
    public int Made => made;

    protected override async Task ServeAsync(TcpClient client, CancellationToken stop)
    {
        var cut = cuts.TryDequeue(out var next) ? next : null;
        using var far = new TcpClient();
        await far.ConnectAsync(server.Host, server.Port);
        var (toServer, toClient) = (far.GetStream(), client.GetStream());
        var requests = PumpAsync(toClient, toServer, cut is { OfAnswers: false } ? cut : null, stop);
        var answers = PumpAsync(toServer, toClient, cut is { OfAnswers: true } ? cut : null, stop);
        bool isCut = await await Task.WhenAny(requests, answers);
        if (isCut && cut!.How == CutKind.Reset)
            client.LingerState = new LingerOption(enable: true, seconds: 0);

        // That ends the other one as well.
        client.Close();
        far.Close();
        await Task.WhenAll(requests, answers);
    }

    /// <returns>Whether it was this one that ended the connection, by the cut.</returns>
    private async Task<bool> PumpAsync(NetworkStream from, NetworkStream to, Cut? cut, CancellationToken stop)
    {
        byte[] buffer = new byte[4096];
        int left = cut?.After ?? int.MaxValue;
        try
        {
            while (left > 0)
            {
                int length = await from.ReadAsync(buffer.AsMemory(0, Math.Min(buffer.Length, left)), stop);
                if (length == 0)
                    return false;

                await to.WriteAsync(buffer.AsMemory(0, length), stop);
                left -= cut is null ? 0 : length;
            }

            Interlocked.Increment(ref made);
            if (cut!.How == CutKind.Stall)
                await Task.Delay(Timeout.Infinite, stop);

            return true;
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or OperationCanceledException)
        {
            return false;
        }
    }
}
