using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Xtablo.Web.Hosting;

/// <summary>
/// Has the operating system give up a connection whose other end acknowledges nothing: a phone that left the network
/// sends no farewell, and Linux by itself keeps trying for a quarter of an hour. With a beat every 15 s a stream to nobody
/// is let go of within half a minute.
/// </summary>
internal static class TcpUserTimeout
{
    private const int Option = 18; // RFC 5482; linux/tcp.h
    private const int Milliseconds = 14_000; // above the 10 s that a writer waits, so that a slow reader is counted as one

    public static void UseTcpUserTimeout(this IWebHostBuilder host)
    {
        if (OperatingSystem.IsLinux())
        {
            host.ConfigureServices(services => services.Configure<SocketTransportOptions>(sockets => sockets.CreateBoundListenSocket = Listen));
        }
    }

    /// <summary>Connections inherit the option from the socket they were accepted on.</summary>
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
