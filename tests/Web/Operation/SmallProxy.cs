using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Xtablo.Web.Tests.Operation;

/// <summary>A proxy of HTTP on the loopback that does as those out there do, or fail to do; a request a connection.</summary>
internal sealed class SmallProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _port;

    public SmallProxy()
    {
        _listener.Start();
        _port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _ = ServeAsync();
    }

    public int Port => _port;

    /// <summary>The port of the server behind it.</summary>
    public int Target { get; set; }

    /// <summary>The host that it asks for; null to pass on the one that it was asked for.</summary>
    public string? Host { get; init; }

    public bool Forwards { get; init; } = true;

    /// <summary>Whether it gives an answer out when it has all of it.</summary>
    public bool Buffers { get; init; }

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                _ = PassAsync(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception over) when (over is ObjectDisposedException or SocketException or InvalidOperationException)
        {
            // It was closed.
        }
    }

    private async Task PassAsync(TcpClient client)
    {
        using var here = client;
        using var there = new TcpClient();
        await there.ConnectAsync(IPAddress.Loopback, Target);
        using var asked = new StreamReader(here.GetStream(), Encoding.Latin1);
        var request = new StringBuilder();
        while (await asked.ReadLineAsync() is { Length: > 0 } line)
        {
            if (Host is not null && line.StartsWith("Host:", StringComparison.OrdinalIgnoreCase))
            {
                line = $"Host: {Host}";
            }

            request.Append(line).Append("\r\n");
        }

        request.Append(Forwards ? "X-Forwarded-For: 192.0.2.7\r\nX-Forwarded-Proto: http\r\n" : "").Append("Connection: close\r\n\r\n");
        await there.GetStream().WriteAsync(Encoding.Latin1.GetBytes(request.ToString()));
        if (Buffers)
        {
            using var whole = new MemoryStream();
            await there.GetStream().CopyToAsync(whole);
            await here.GetStream().WriteAsync(whole.ToArray());
        }
        else
        {
            await there.GetStream().CopyToAsync(here.GetStream(), bufferSize: 1024);
        }
    }
}
