using System.Net;
using System.Net.Sockets;

namespace Xtablo.Faults.Tests.Harness;

internal static class Ports
{
    // Below those that the system gives to whoever connects, so that a port stays its program's while that is down.
    private const int First = 10_000;
    private const int Count = 20_000;

    private static int next = Environment.ProcessId * 100;

    /// <summary>A port of the loopback that nobody listens on, and that is answered once.</summary>
    public static int Free()
    {
        while (true)
        {
            var port = First + (int)((uint)Interlocked.Increment(ref next) % Count);
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException)
            {
                // Somebody has it.
            }
        }
    }

    /// <summary>Whether somebody listens on a port of the loopback.</summary>
    public static async Task<bool> AnswersAsync(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
