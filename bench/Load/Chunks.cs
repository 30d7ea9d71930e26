using System.Buffers;

namespace Xtablo.Bench.Load;

/// <summary>Decodes a chunked body (RFC 9112, 7.1) as it comes: a piece may end anywhere.</summary>
internal sealed class Chunks
{
    private long _left; // of the present chunk
    private long _size;
    private State _state = State.Size;

    private enum State
    {
        Size,
        Extension,
        Data,
        AfterData,
        Trailer,
        TrailerLine,
    }

    /// <summary>Writes what is data. Returns true when the body has ended.</summary>
    public bool Read(ReadOnlySpan<byte> piece, IBufferWriter<byte> into)
    {
        while (piece.Length > 0)
        {
            if (_state is State.Data)
            {
                var taken = (int)Math.Min(_left, piece.Length);
                into.Write(piece[..taken]);
                piece = piece[taken..];
                _left -= taken;
                _state = _left == 0 ? State.AfterData : State.Data;
                continue;
            }

            if (Step(piece[0]))
            {
                return true;
            }

            piece = piece[1..];
        }

        return false;
    }

    private bool Step(byte next)
    {
        switch (_state)
        {
            case State.Size when char.IsAsciiHexDigit((char)next):
                _size = (_size * 16) + (char.IsAsciiDigit((char)next) ? next - '0' : (next | 0x20) - 'a' + 10);
                break;
            case State.Size or State.Extension when next == '\n':
                (_left, _state) = (_size, _size == 0 ? State.Trailer : State.Data);
                _size = 0;
                break;
            case State.Size when next != '\r':
                _state = State.Extension;
                break;
            case State.AfterData when next == '\n':
                _state = State.Size;
                break;
            case State.Trailer when next == '\n':
                return true;
            case State.Trailer when next != '\r':
                _state = State.TrailerLine;
                break;
            case State.TrailerLine when next == '\n':
                _state = State.Trailer;
                break;
            default:
                break;
        }

        return false;
    }
}
