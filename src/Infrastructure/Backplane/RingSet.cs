using System.Threading.Channels;
using Xtablo.Application.Realtime;

namespace Xtablo.Infrastructure.Backplane;

/// <summary>
/// Rings that wait to go out, or to be looked up: each once, of two that contradict each other the later one, and no more than
/// so many. Whoever adds never waits.
/// </summary>
internal sealed class RingSet(int most)
{
    private readonly Lock _gate = new();
    private readonly HashSet<Ring> _rings = [];
    private readonly Channel<bool> _some = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private bool _isAll;
    private long? _takenAt;

    /// <summary>Returns false, and adds nothing, when there are too many.</summary>
    public bool Add(Ring ring)
    {
        lock (_gate)
        {
            _rings.Remove(ring with { Kind = OppositeOf(ring.Kind) });
            if (_rings.Count >= most && !_rings.Contains(ring))
            {
                return false;
            }

            _rings.Add(ring);
        }

        _some.Writer.TryWrite(true);
        return true;
    }

    /// <summary>Puts everything there is in the place of the rings.</summary>
    public void AddAll()
    {
        lock (_gate)
        {
            _rings.Clear();
            _isAll = true;
        }

        _some.Writer.TryWrite(true);
    }

    /// <summary>Waits until there is something and takes it all: at once after a pause, and then at most once per pace.</summary>
    /// <returns>In no order; null for everything.</returns>
    public async Task<IReadOnlyList<Ring>?> TakeAsync(TimeSpan pace, TimeProvider time, CancellationToken ct)
    {
        await _some.Reader.ReadAsync(ct);
        if (_takenAt is { } last && pace - time.GetElapsedTime(last) is { Ticks: > 0 } rest)
        {
            await Task.Delay(rest, time, ct);
        }

        _takenAt = time.GetTimestamp();
        lock (_gate)
        {
            IReadOnlyList<Ring>? taken = _isAll ? null : [.. _rings];
            _rings.Clear();
            _isAll = false;
            return taken;
        }
    }

    private static RingKind OppositeOf(RingKind kind) => kind switch
    {
        RingKind.Here => RingKind.Left,
        RingKind.Left => RingKind.Here,
        RingKind.Typing => RingKind.NotTyping,
        RingKind.NotTyping => RingKind.Typing,
        RingKind.Log or RingKind.Account or RingKind.Access or RingKind.Forgotten => kind,
    };
}
