using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Xtablo.Faults.Tests.Harness;

/// <summary>Asks for something over a bare socket; whether it reads any of it is up to who asked.</summary>
internal static class RawReader
{
    /// <param name="from">The address of the loopback that it asks from; null for the usual one.</param>
    public static async Task<Socket> AskAsync(int port, string path, string cookies, IPAddress? from = null)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(from ?? IPAddress.Loopback, 0));
        await socket.ConnectAsync(IPAddress.Loopback, port);
        await socket.SendAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {cookies}\r\n\r\n"));
        return socket;
    }

    /// <summary>Reads a little now and then, until it is cut.</summary>
    public static async Task SipAsync(this Socket reader, CancellationToken ct)
    {
        try
        {
            while (await reader.ReceiveAsync(new byte[2000], ct) > 0)
            {
                await Task.Delay(50, ct);
            }
        }
        catch (SocketException)
        {
            // Cut.
        }
    }
}
