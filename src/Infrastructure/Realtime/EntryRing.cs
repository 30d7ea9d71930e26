using Xtablo.Application.Realtime;

namespace Xtablo.Infrastructure.Realtime;

/// <summary>The newest entries of one discussion, without a gap. Not safe for threads: its feed locks.</summary>
internal sealed class EntryRing(int capacity)
{
    private readonly StreamEntry[] _slots = new StreamEntry[capacity];
    private int _count;

    /// <summary>The sequence of the newest entry, or of the one before the first; null until it was started.</summary>
    public long? Last { get; private set; }

    /// <summary>Begins anew, empty, just after a sequence.</summary>
    public void StartAfter(long sequence)
    {
        Array.Clear(_slots);
        _count = 0;
        Last = sequence;
    }

    /// <summary>False, and nothing is kept, when it is not the entry after <see cref="Last"/>.</summary>
    public bool TryAppend(StreamEntry entry)
    {
        if (entry.Sequence != Last + 1)
        {
            return false;
        }

        // An entry shows its message as it is now, so an edit or a deletion takes the text out of the older entries too.
        for (var sequence = First; sequence <= Last; sequence++)
        {
            ref var older = ref SlotOf(sequence);
            if (older.Message.Id == entry.Message.Id && older.Message.Revision < entry.Message.Revision)
            {
                older = older with { Message = entry.Message };
            }
        }

        SlotOf(entry.Sequence) = entry;
        Last = entry.Sequence;
        _count = Math.Min(_count + 1, _slots.Length);
        return true;
    }

    /// <summary>What follows a sequence, at most <paramref name="limit"/>. Null when the ring does not reach back, or not as far ahead.</summary>
    public IReadOnlyList<StreamEntry>? After(long sequence, int limit)
    {
        if (Last is not { } last || sequence < First - 1 || sequence > last)
        {
            return null;
        }

        var entries = new StreamEntry[Math.Min(last - sequence, limit)];
        for (var i = 0; i < entries.Length; i++)
        {
            entries[i] = SlotOf(sequence + 1 + i);
        }

        return entries;
    }

    private long First => Last.GetValueOrDefault() - _count + 1;

    private ref StreamEntry SlotOf(long sequence) => ref _slots[sequence % _slots.Length];
}
