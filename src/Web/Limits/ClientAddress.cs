using System.Net.Sockets;

namespace Xtablo.Web.Limits;

internal static class ClientAddress
{
    /// <summary>
    /// Whom limits of an address count: the other end of the connection, or whom a known proxy names. An IPv6 customer
    /// has a whole /64 to come from, so that counts as one.
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

        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, 8))
            : address.ToString();
    }
}
