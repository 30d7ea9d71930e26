using System.Buffers.Binary;

namespace Xtablo.Faults.Tests.Harness;

/// <summary>
/// Stands before PostgreSQL and does something to the replies to COMMIT of transactions that stored or changed a message: what the
/// server knows then, the program does not. The reply is known by PostgreSQL's own words, a CommandComplete with the tag
/// COMMIT, which are the same whether COMMIT was sent as a simple query or through Parse and Execute.
/// </summary>
/// <param name="onCommit">What to do; called before the reply, or anything after it, is forwarded.</param>
internal sealed class CommitReplies(Func<ValueTask<Fate>> onCommit)
{
    private static ReadOnlySpan<byte> Insert => "INSERT INTO messages"u8;

    private static ReadOnlySpan<byte> Update => "UPDATE messages"u8;

    private static ReadOnlySpan<byte> CommandComplete => "C\0\0\0\u000BCOMMIT\0"u8;

    private readonly List<byte> _pending = []; // of a message of the server that has not come whole
    private volatile bool _storesMessage;

    public static Func<Relay> Do(Func<ValueTask<Fate>> onCommit) => () => new CommitReplies(onCommit).RelayAsync;

    private async ValueTask<Verdict> RelayAsync(Direction direction, ReadOnlyMemory<byte> bytes)
    {
        if (direction is Direction.ToServer)
        {
            _storesMessage |= bytes.Span.IndexOf(Insert) >= 0 || bytes.Span.IndexOf(Update) >= 0;
            return new Verdict(bytes);
        }

        var isCommit = SeesCommit(bytes.Span);
        if (!isCommit || !_storesMessage)
        {
            return new Verdict(bytes);
        }

        _storesMessage = false;
        var fate = await onCommit();
        return new Verdict(fate is Fate.GoesOn ? bytes : default, fate);
    }

    /// <summary>Goes from message to message: a type, a length that counts itself, and the rest.</summary>
    private bool SeesCommit(ReadOnlySpan<byte> bytes)
    {
        _pending.AddRange(bytes);
        var found = false;
        var all = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_pending);
        var at = 0;
        while (all.Length - at >= 5)
        {
            var length = 1 + BinaryPrimitives.ReadInt32BigEndian(all[(at + 1)..]);
            if (all.Length - at < length)
            {
                break;
            }

            found |= all.Slice(at, length).SequenceEqual(CommandComplete);
            at += length;
        }

        _pending.RemoveRange(0, at);
        return found;
    }
}
