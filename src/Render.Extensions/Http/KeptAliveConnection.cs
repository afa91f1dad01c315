using System.Net.Sockets;

namespace Render;

/// <summary>
/// A connection that sends a sign of life while nothing else moves on it, as while the server completes a stack. Without one, address
/// translators and load balancers forget it after some minutes and tell neither side, and a server that is gone is waited for until the time limit.
/// </summary>
internal static class KeptAliveConnection
{
    private const int SecondsOfSilence = 60;
    private const int SecondsBetweenSigns = 30;
    private const int SignsWithoutAnswer = 4;

    public static async ValueTask<Stream> OpenAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            KeepAlive(socket);
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static void KeepAlive(Socket socket)
    {
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        try
        {
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, SecondsOfSilence);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, SecondsBetweenSigns);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, SignsWithoutAnswer);
        }
        catch (SocketException)
        {
            // Windows Server 2016 does not know these, and keeps to its own times.
        }
    }
}
