using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Xtablo.Web.Hosting;

/// <summary>
/// Makes the operating system drop a connection whose other end acknowledges nothing: a phone that has left the network sends
/// no goodbye, and Linux by default keeps retrying for a quarter of an hour. With a beat every 15 s a stream to a vanished
/// client is closed within half a minute.
/// </summary>
internal static class TcpUserTimeout
{
    private const int Option = 18; // RFC 5482; linux/tcp.h
    private const int Milliseconds = 14_000; // above the 10 s write deadline, so that a slow reader is counted as one

    public static void UseTcpUserTimeout(this IWebHostBuilder host)
    {
        if (OperatingSystem.IsLinux())
        {
            host.ConfigureServices(services => services.Configure<SocketTransportOptions>(
                sockets => sockets.CreateBoundListenSocket = Listen));
        }
    }

    /// <summary>Sets the option on the listening socket: connections inherit it from the socket that accepted them.</summary>
    private static Socket Listen(EndPoint endpoint)
    {
        var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
        if (endpoint is IPEndPoint)
        {
            socket.SetRawSocketOption((int)SocketOptionLevel.Tcp, Option, BitConverter.GetBytes(Milliseconds));
        }

        return socket;
    }
}
