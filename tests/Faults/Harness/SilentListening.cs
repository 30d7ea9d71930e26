namespace Xtablo.Faults.Tests.Harness;

/// <summary>
/// Stands before PostgreSQL and lets a connection that listens hear the first notification. From then on neither side gets
/// anything from the other, and both believe that it is open.
/// </summary>
/// <param name="onSilence">Called when that begins.</param>
internal sealed class SilentListening(Action onSilence)
{
    private volatile bool _listens;
    private volatile bool _isSilent;

    private static ReadOnlySpan<byte> Listen => "LISTEN xtablo"u8;

    private static ReadOnlySpan<byte> Channel => "xtablo\0"u8;

    public static Func<Relay> Do(Action onSilence) => () => new SilentListening(onSilence).RelayAsync;

    private ValueTask<Verdict> RelayAsync(Direction direction, ReadOnlyMemory<byte> bytes)
    {
        if (_isSilent)
        {
            return ValueTask.FromResult(new Verdict(default));
        }

        if (direction is Direction.ToServer)
        {
            _listens |= bytes.Span.IndexOf(Listen) >= 0;
        }
        else if (_listens && bytes.Span.IndexOf(Channel) >= 0)
        {
            _isSilent = true;
            onSilence();
        }

        return ValueTask.FromResult(new Verdict(bytes));
    }
}
