using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Xtablo.Faults.Tests.Harness;

public enum Direction
{
    ToServer,
    ToClient,
}

/// <summary>What becomes of a connection once some bytes were forwarded.</summary>
public enum Fate
{
    GoesOn,

    /// <summary>Closed in order on both sides (FIN).</summary>
    IsClosed,

    /// <summary>Torn down on both sides (RST).</summary>
    IsReset,
}

/// <param name="Forward">May be less or other than what came; empty eats it.</param>
public readonly record struct Verdict(ReadOnlyMemory<byte> Forward, Fate Then = Fate.GoesOn);

/// <summary>What a proxy does with bytes on their way. Each connection has its own; both directions may call it at once.</summary>
public delegate ValueTask<Verdict> Relay(Direction direction, ReadOnlyMemory<byte> bytes);

/// <summary>A line that can be bad: it stands between a client and a server on the loopback and forwards bytes until told otherwise.</summary>
public sealed class TcpProxy : IAsyncDisposable
{
    private static readonly Relay Honest = (_, bytes) => ValueTask.FromResult(new Verdict(bytes));

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<Link, bool> _links = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _accepting;
    private volatile TaskCompletionSource _flowing = Completed();

    public TcpProxy(int target)
    {
        Target = target;
        _listener.Start(512);
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>The port that new connections lead to.</summary>
    public int Target { get; set; }

    /// <summary>Makes what each new connection goes through; null for an honest line.</summary>
    public Func<Relay>? Fault { get; set; }

    /// <summary>Nothing is forwarded, yet both ends stay open and taken.</summary>
    public void Stall() => _flowing = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Resume() => _flowing.TrySetResult();

    /// <summary>Tears down all connections; answers how many.</summary>
    public int ResetAll()
    {
        var links = _links.Keys.ToList();
        links.ForEach(link => link.Cut(Fate.IsReset));
        return links.Count;
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Stop();
        ResetAll();
        Resume();
        await _accepting;
        _listener.Dispose();
        _ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptSocketAsync(_ending.Token));
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException)
        {
            // Disposed.
        }
    }

    private async Task ServeAsync(Socket client)
    {
        var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        client.NoDelay = true;
        using var link = new Link(client, server);
        _links[link] = true;
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, Target, _ending.Token);
            var relay = Fault?.Invoke() ?? Honest;
            await Task.WhenAll(PumpAsync(link, client, server, Direction.ToServer, relay), PumpAsync(link, server, client, Direction.ToClient, relay));
        }
        catch (Exception end) when (end is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            link.Cut(Fate.IsReset); // as the other side must hear of it
        }
        finally
        {
            _links.TryRemove(link, out _);
        }
    }

    private async Task PumpAsync(Link link, Socket from, Socket to, Direction direction, Relay relay)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            int count;
            while ((count = await from.ReceiveAsync(buffer, _ending.Token)) > 0)
            {
                await _flowing.Task.WaitAsync(_ending.Token);
                var verdict = await relay(direction, buffer.AsMemory(0, count));
                for (var rest = verdict.Forward; rest.Length > 0;)
                {
                    rest = rest[await to.SendAsync(rest, _ending.Token)..];
                }

                if (verdict.Then is not Fate.GoesOn)
                {
                    link.Cut(verdict.Then);
                    return;
                }
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException)
        {
            link.Cut(Fate.IsReset);
        }
    }

    private static TaskCompletionSource Completed()
    {
        var completed = new TaskCompletionSource();
        completed.SetResult();
        return completed;
    }

    private sealed class Link(Socket client, Socket server) : IDisposable
    {
        public void Cut(Fate fate)
        {
            foreach (var socket in (Socket[])[client, server])
            {
                if (fate is Fate.IsReset)
                {
                    socket.Close(0); // with nothing lingering a close is a reset
                }
                else
                {
                    socket.Close();
                }
            }
        }

        public void Dispose() => Cut(Fate.IsClosed);
    }
}
