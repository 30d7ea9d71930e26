using System.Net;
using System.Net.Sockets;

namespace Xtablo.Bench.Load;

/// <summary>A stream from its request on. Its socket is never waited for, so that the runtime does not watch it too.</summary>
internal sealed class OneStream
{
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private byte[] _head = []; // as much of it as came

    public OneStream(Servers.Server server, byte[] request)
    {
        Frames = server.NewFrames();
        Socket.Connect(IPAddress.Loopback, server.Port);
        Socket.Send(request);
    }

    public Socket Socket { get; } = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    public Frames Frames { get; }

    /// <summary>Ends when it was answered; fails when that was a refusal.</summary>
    public Task Opened => _opened.Task;

    public void Take(ReadOnlySpan<byte> piece, Action<ReadOnlySpan<byte>> frame)
    {
        if (_opened.Task.IsCompleted)
        {
            Frames.Take(piece, frame);
            return;
        }

        _head = [.. _head, .. piece];
        var end = Connection.EndOfHead(_head);
        if (end < 0)
        {
            return;
        }

        var (status, _, _) = Connection.Head(_head.AsSpan(0, end));
        if (status is not (200 or 101))
        {
            _opened.TrySetException(new InvalidOperationException($"A stream was answered {status}."));
            return;
        }

        _opened.TrySetResult();
        Frames.Take(_head.AsSpan(end), frame);
        _head = [];
    }

    public void Fail() => _opened.TrySetException(new InvalidOperationException("The server closed a stream."));
}
