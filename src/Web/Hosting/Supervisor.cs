using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Xtablo.Web.Hosting;

/// <summary>
/// Tells systemd how the server is, where it asks for that (<c>Type=notify</c>, sd_notify(3)): a start that waits for another
/// node's migration is not hung, and must not be ended for taking long.
/// </summary>
/// <param name="address">Of its socket; null where nobody asks.</param>
internal sealed class Supervisor(string? address)
{
    private const int Patience = 5000; // ms: a system that boots has much to hear, and this is said once
    private static readonly TimeSpan More = TimeSpan.FromMinutes(1); // longer than the progress of a start is ever silent

    public static Supervisor OfThisProcess() => new(Environment.GetEnvironmentVariable("NOTIFY_SOCKET"));

    /// <summary>The start goes on, and may take a while longer.</summary>
    /// <param name="status">What it is at.</param>
    public void ExtendStart(string status) => Tell(string.Create(
        CultureInfo.InvariantCulture,
        $"EXTEND_TIMEOUT_USEC={More.TotalMicroseconds:F0}\nSTATUS={status.ReplaceLineEndings(" ")}"));

    public void SayReady() => Tell("READY=1\nSTATUS=", Patience);

    public void SayStopping() => Tell("STOPPING=1");

    /// <param name="patience">How many ms it waits until that can be heard.</param>
    private void Tell(string news, int patience = 0)
    {
        if (string.IsNullOrEmpty(address))
        {
            return;
        }

        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
            (socket.Blocking, socket.SendTimeout) = (patience > 0, patience);
            var name = address[0] == '@' ? '\0' + address[1..] : address; // one that is in no file
            socket.SendTo(Encoding.UTF8.GetBytes(news), new UnixDomainSocketEndPoint(name));
        }
        catch (Exception failure) when (failure is SocketException or ArgumentException)
        {
            // A server serves whether or not its supervisor listens.
        }
    }
}
