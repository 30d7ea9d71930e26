using System.Net;
using System.Net.Sockets;

namespace Xtablo.Web.Limits;

internal static class ClientAddress
{
    /// <summary>
    /// The key of limits by address: the remote end of the connection, or the client that a known proxy names. An IPv6
    /// customer can use a whole /64, so each /64 counts as one address.
    /// </summary>
    public static string CountedAddress(this HttpContext http)
    {
        var address = http.Connection.RemoteIpAddress;
        if (address is null)
        {
            return "none";
        }

        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        return address.AddressFamily != AddressFamily.InterNetworkV6 || IPAddress.IsLoopback(address)
            ? address.ToString()
            : $"{new IPAddress([.. address.GetAddressBytes().AsSpan(0, 8), .. new byte[8]])}/64"; // as one writes a network
    }
}
