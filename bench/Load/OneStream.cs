using System.Net;
using System.Net.Sockets;

namespace Xtablo.Bench.Load;

/// <summary>A stream from its request on. Nothing waits for its socket but the one who reads it, or the runtime would watch it too.</summary>
internal sealed class OneStream : IDisposable
{
    private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private byte[] _head = []; // as much of it as came

    private OneStream(Frames frames) => Frames = frames;

    public Socket Socket { get; } = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    public Frames Frames { get; }

    /// <summary>Ends when it was answered; fails when that was a refusal.</summary>
    public Task Answered => _answered.Task;

    public static async Task<OneStream> RequestAsync(Servers.Server server, byte[] request)
    {
        var stream = new OneStream(server.NewFrames());
        await stream.Socket.ConnectAsync(IPAddress.Loopback, server.Port);
        stream.Socket.Send(request);
        return stream;
    }

    public void Take(ReadOnlySpan<byte> piece, Action<ReadOnlySpan<byte>> frame)
    {
        if (_answered.Task.IsCompleted)
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
            Fail(new InvalidOperationException($"A stream was answered {status}."));
            return;
        }

        _answered.TrySetResult();
        Frames.Take(_head.AsSpan(end), frame);
        _head = [];
    }

    /// <summary>Fails what waits for the answer.</summary>
    public void Fail(Exception failure) => _answered.TrySetException(failure);

    public void Dispose() => Socket.Dispose();
}
