using System.Buffers;
using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;

namespace Xtablo.Bench.Load;

/// <summary>One connection of HTTP/1.1 that is kept: one request after the other, with as little work as will do.</summary>
internal sealed class Connection : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] _buffer = new byte[64 * 1024];
    private int _filled;

    public static async Task<Connection> OpenAsync(int port)
    {
        var connection = new Connection();
        await connection._socket.ConnectAsync(IPAddress.Loopback, port);
        return connection;
    }

    public ValueTask<int> SendAsync(ReadOnlyMemory<byte> request) => _socket.SendAsync(request, SocketFlags.None);

    /// <summary>Sends a request and reads its answer to the end.</summary>
    public async Task<Answer> AskAsync(ReadOnlyMemory<byte> request)
    {
        await SendAsync(request);
        _filled = 0;
        var end = await ReadHeadAsync();
        var (status, isChunked, length) = Head(_buffer.AsSpan(0, end));
        var body = new ArrayBufferWriter<byte>();
        if (isChunked)
        {
            var chunks = new Chunks();
            var from = end;
            while (!chunks.Read(_buffer.AsSpan(from, _filled - from), body))
            {
                from = _filled = 0;
                await FillAsync();
            }
        }
        else
        {
            while (_filled - end < length)
            {
                await FillAsync();
            }

            body.Write(_buffer.AsSpan(end, length));
        }

        return new Answer(status, body.WrittenMemory);
    }

    /// <summary>Sends the request of a stream; returns what came behind the head of its answer.</summary>
    public async Task<byte[]> OpenStreamAsync(ReadOnlyMemory<byte> request)
    {
        await SendAsync(request);
        _filled = 0;
        var end = await ReadHeadAsync();
        var (status, _, _) = Head(_buffer.AsSpan(0, end));
        if (status is not (200 or 101))
        {
            throw new InvalidOperationException($"A stream was answered {status}.");
        }

        return _buffer.AsSpan(end, _filled - end).ToArray();
    }

    public ValueTask<int> ReceiveAsync(Memory<byte> into, CancellationToken ct) => _socket.ReceiveAsync(into, SocketFlags.None, ct);

    public void Dispose() => _socket.Dispose();

    /// <summary>Where the head of an answer ends; -1 when it has not.</summary>
    public static int EndOfHead(ReadOnlySpan<byte> text) => text.IndexOf("\r\n\r\n"u8) is >= 0 and var at ? at + 4 : -1;

    public static (int Status, bool IsChunked, int Length) Head(ReadOnlySpan<byte> head)
    {
        _ = Utf8Parser.TryParse(head[9..12], out int status, out _);
        var isChunked = Contains(head, "transfer-encoding: chunked"u8);
        var length = 0;
        var at = IndexOf(head, "content-length: "u8);
        if (at >= 0)
        {
            _ = Utf8Parser.TryParse(head[(at + 16)..], out length, out _);
        }

        return (status, isChunked, length);
    }

    private async Task<int> ReadHeadAsync()
    {
        for (; ; await FillAsync())
        {
            if (EndOfHead(_buffer.AsSpan(0, _filled)) is > 0 and var end)
            {
                return end;
            }
        }
    }

    private async Task FillAsync()
    {
        if (_filled == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var received = await _socket.ReceiveAsync(_buffer.AsMemory(_filled), SocketFlags.None);
        _filled += received > 0 ? received : throw new InvalidOperationException("The server closed the connection.");
    }

    private static bool Contains(ReadOnlySpan<byte> head, ReadOnlySpan<byte> name) => IndexOf(head, name) >= 0;

    private static int IndexOf(ReadOnlySpan<byte> head, ReadOnlySpan<byte> name)
    {
        for (var at = 0; at + name.Length <= head.Length; at++)
        {
            if (System.Text.Ascii.EqualsIgnoreCase(head.Slice(at, name.Length), name))
            {
                return at;
            }
        }

        return -1;
    }
}

internal sealed record Answer(int Status, ReadOnlyMemory<byte> Body);
