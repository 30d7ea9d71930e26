using System.Buffers.Binary;

namespace Xtablo.Faults.Tests.Harness;

/// <summary>Stands before PostgreSQL and lets its notifications come as a bad line would; all else it leaves alone.</summary>
/// <param name="onRing">Returns what comes instead of a notification, now or later.</param>
internal sealed class BadDoorbells(Func<byte[], ValueTask<IEnumerable<byte[]>>> onRing)
{
    private const byte Notification = (byte)'A'; // "Message Formats" of the PostgreSQL documentation
    private const int Head = 5; // a letter, and a length that counts itself

    private readonly List<byte> _pending = []; // of a message that has not come whole

    public static Func<Relay> Lost(Action<int> bit) => Each(_ =>
    {
        bit(1);
        return [];
    });

    public static Func<Relay> Doubled(Action<int> bit) => Each(ring =>
    {
        bit(1);
        return [ring, ring];
    });

    public static Func<Relay> Delayed(TimeSpan by, Action<int> bit) => () => new BadDoorbells(async ring =>
    {
        bit(1);
        await Task.Delay(by);
        return [ring];
    }).RelayAsync;

    /// <summary>Every second one comes before the one it followed.</summary>
    public static Func<Relay> Reordered(Action<int> bit) => () =>
    {
        byte[]? held = null;
        return new BadDoorbells(ring =>
        {
            if (held is not { } earlier)
            {
                held = ring;
                return ValueTask.FromResult<IEnumerable<byte[]>>([]);
            }

            bit(1);
            held = null;
            return ValueTask.FromResult<IEnumerable<byte[]>>([ring, earlier]);
        }).RelayAsync;
    };

    private static Func<Relay> Each(Func<byte[], IEnumerable<byte[]>> onRing) =>
        () => new BadDoorbells(ring => ValueTask.FromResult(onRing(ring))).RelayAsync;

    private async ValueTask<Verdict> RelayAsync(Direction direction, ReadOnlyMemory<byte> bytes)
    {
        if (direction is Direction.ToServer)
        {
            return new Verdict(bytes);
        }

        _pending.AddRange(bytes.Span);
        var forward = new List<byte>();
        while (_pending.Count >= Head && BinaryPrimitives.ReadInt32BigEndian([.. _pending[1..Head]]) + 1 is var length && _pending.Count >= length)
        {
            byte[] message = [.. _pending[..length]];
            _pending.RemoveRange(0, length);
            foreach (var part in message[0] == Notification ? await onRing(message) : [message])
            {
                forward.AddRange(part);
            }
        }

        return new Verdict(forward.ToArray());
    }
}
