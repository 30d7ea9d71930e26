using System.Net;
using System.Net.Sockets;

namespace Xtablo.Faults.Tests.Harness;

internal static class Ports
{
    /// <summary>A port of the loopback that nobody listens on.</summary>
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
