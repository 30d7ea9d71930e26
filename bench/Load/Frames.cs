using System.Buffers;
using System.Buffers.Binary;

namespace Xtablo.Bench.Load;

/// <summary>Takes a stream apart into its frames, as it comes: a piece may end anywhere.</summary>
internal abstract class Frames
{
    private readonly ArrayBufferWriter<byte> _text = new(1024);

    /// <summary>Bytes of frames so far, without what carries them.</summary>
    public long Bytes { get; private set; }

    /// <summary>Calls for each frame that is complete.</summary>
    public void Take(ReadOnlySpan<byte> piece, Action<ReadOnlySpan<byte>> frame)
    {
        var before = _text.WrittenCount;
        Unwrap(piece, _text);
        Bytes += _text.WrittenCount - before;
        var rest = _text.WrittenSpan;
        while (NextEnd(rest) is > 0 and var end)
        {
            frame(rest[..end]);
            rest = rest[end..];
        }

        if (rest.Length < _text.WrittenCount)
        {
            var kept = rest.ToArray();
            _text.ResetWrittenCount();
            _text.Write(kept);
        }
    }

    /// <summary>Writes what a piece carries.</summary>
    protected abstract void Unwrap(ReadOnlySpan<byte> piece, ArrayBufferWriter<byte> into);

    /// <summary>Where the first frame ends; 0 when it is not complete.</summary>
    protected abstract int NextEnd(ReadOnlySpan<byte> text);
}

/// <summary>Server-sent events in a chunked body.</summary>
internal sealed class EventFrames : Frames
{
    private readonly Chunks _chunks = new();

    protected override void Unwrap(ReadOnlySpan<byte> piece, ArrayBufferWriter<byte> into) => _chunks.Read(piece, into);

    protected override int NextEnd(ReadOnlySpan<byte> text) => text.IndexOf("\n\n"u8) is >= 0 and var at ? at + 2 : 0;
}

/// <summary>Frames of a WebSocket (RFC 6455, 5.2) from a server, which masks nothing.</summary>
internal sealed class WebSocketFrames : Frames
{
    /// <summary>What a request says besides, to become one.</summary>
    public const string Handshake =
        "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n";

    /// <summary>A client's text, masked with zeros, which leave it as it is.</summary>
    public static byte[] Masked(ReadOnlySpan<byte> text) => text.Length < 126
        ? [0x81, (byte)(0x80 | text.Length), 0, 0, 0, 0, .. text]
        : [0x81, 0x80 | 126, (byte)(text.Length >> 8), (byte)text.Length, 0, 0, 0, 0, .. text];

    protected override void Unwrap(ReadOnlySpan<byte> piece, ArrayBufferWriter<byte> into) => into.Write(piece);

    protected override int NextEnd(ReadOnlySpan<byte> text)
    {
        if (text.Length < 4)
        {
            return 0;
        }

        var end = (text[1] & 127) switch
        {
            126 => 4 + BinaryPrimitives.ReadUInt16BigEndian(text[2..]),
            127 => throw new InvalidOperationException("No frame here is as long as that."),
            var length => 2 + length,
        };
        return end <= text.Length ? end : 0;
    }
}
