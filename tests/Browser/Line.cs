using System.Net;
using System.Net.Sockets;

namespace Xtablo.Browser.Tests;

/// <summary>
/// A way to the server of these tests that can be gone: then nobody listens there, and what was open is cut. Of several servers it
/// leads each connection to the first that takes it, as a balancer does whose server is down.
/// </summary>
internal sealed class Line : IAsyncDisposable
{
    private volatile int[] _servers;
    private TcpListener _listener = new(IPAddress.Loopback, 0);
    private CancellationTokenSource _cut = new();
    private volatile TaskCompletionSource? _held;

    public Line(params string[] servers)
    {
        _servers = PortsOf(servers);
        _listener.Start();
        Address = $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";
        _ = AcceptAsync(_listener, _cut.Token);
    }

    public string Address { get; }

    /// <summary>From now on no byte comes back, until <see cref="LetGo"/>.</summary>
    public void Hold() => _held = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void LetGo() => _held?.TrySetResult();

    public void Cut()
    {
        _listener.Stop();
        _cut.Cancel();
    }

    /// <summary>Where it leads from now on; what was open is cut.</summary>
    public void Lead(params string[] servers)
    {
        Cut();
        _servers = PortsOf(servers);
        Mend();
    }

    public void Mend()
    {
        _cut.Dispose();
        _cut = new();
        _listener = new(IPAddress.Loopback, new Uri(Address).Port);
        _listener.Start();
        _ = AcceptAsync(_listener, _cut.Token);
    }

    public ValueTask DisposeAsync()
    {
        LetGo();
        Cut();
        _listener.Dispose();
        _cut.Dispose();
        return ValueTask.CompletedTask;
    }

    private static int[] PortsOf(string[] servers) => [.. servers.Select(server => new Uri(server).Port)];

    private async Task AcceptAsync(TcpListener listener, CancellationToken cut)
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptSocketAsync(cut);
                _ = ServeAsync(client, cut);
            }
        }
        catch (Exception over) when (over is SocketException or OperationCanceledException or InvalidOperationException)
        {
            // Nobody listens any longer.
        }
    }

    /// <param name="cut">What was accepted just before is cut too.</param>
    private async Task ServeAsync(Socket client, CancellationToken cut)
    {
        client.NoDelay = true;
        await using var clientToo = cut.Register(() => client.Close(0));
        Socket? server = null;
        try
        {
            server = await ConnectAsync();
            await using var serverToo = cut.Register(() => server.Close(0));
            await Task.WhenAll(PumpAsync(client, server, isBack: false), PumpAsync(server, client, isBack: true));
        }
        catch (Exception over) when (over is SocketException or ObjectDisposedException)
        {
            client.Close(0);
            server?.Close(0);
        }
    }

    private async Task<Socket> ConnectAsync()
    {
        for (var i = 0; ; i++)
        {
            var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _servers[i]);
                return server;
            }
            catch (SocketException) when (i + 1 < _servers.Length)
            {
                server.Close(); // nobody listens there
            }
        }
    }

    private async Task PumpAsync(Socket from, Socket to, bool isBack)
    {
        var buffer = new byte[64 * 1024];
        int count;
        while ((count = await from.ReceiveAsync(buffer)) > 0)
        {
            if (isBack && _held is { } held)
            {
                await held.Task;
            }

            await to.SendAsync(buffer.AsMemory(0, count));
        }

        to.Shutdown(SocketShutdown.Send);
    }
}
