using Xtablo.Application.Realtime;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Infrastructure.Discussions;

namespace Xtablo.Infrastructure.Realtime;

/// <summary>
/// The newest entries of one discussion, without a gap, and the rows they refer to, each once and as it is now: no entry
/// shows a text that was edited or deleted since. Not thread-safe: its feed locks.
/// </summary>
internal sealed class EntryRing(int capacity)
{
    private (MessageId Message, AccountId? Removes)[] _slots = []; // allotted with the first entry
    private readonly Dictionary<MessageId, (MessageRow Row, int Entries)> _rows = [];
    private int _count;
    private long _forgotten; // the sequence of the newest change of a row that is not here

    /// <summary>The sequence of the newest entry, or of the one before the first; null until it is started.</summary>
    public long? Last { get; private set; }

    /// <summary>The sequence of the oldest entry; when there is none, the sequence that it would have.</summary>
    public long First => Last.GetValueOrDefault() - _count + 1;

    /// <summary>About how much memory the rows take.</summary>
    public long Bytes { get; private set; }

    /// <summary>Clears the ring and starts just after a sequence.</summary>
    public void StartAfter(long sequence)
    {
        _rows.Clear();
        Bytes = 0;
        _count = 0;
        _forgotten = sequence;
        Last = sequence;
    }

    /// <summary>As <see cref="StartAfter"/>, and gives its memory back.</summary>
    public void Release(long sequence)
    {
        StartAfter(sequence);
        _slots = [];
        _rows.TrimExcess();
    }

    /// <summary>
    /// Adds an entry that was broadcast if it is the one after <see cref="Last"/>; older entries show its row in any case. One
    /// that comes after an edit or deletion which it precedes may show a text that is no more, and is not kept.
    /// </summary>
    public void Append(StreamEntry entry)
    {
        if (KnowsAllSince(entry.Sequence))
        {
            Add(entry);
        }
        else
        {
            Renew(entry.Message);
            Forget(entry.Message, entry.Sequence);
        }
    }

    /// <summary>Adds the entries of a page that adjoin either end, as many as fit.</summary>
    public void Join(IReadOnlyList<StreamEntry> page)
    {
        if (_count < capacity && page.Count > 0 && page[0].Sequence < First && page[^1].Sequence >= First - 1)
        {
            Prepend([.. page.TakeWhile(entry => entry.Sequence < First)]);
        }

        foreach (var entry in page)
        {
            Add(entry);
        }
    }

    /// <summary>Returns at most <paramref name="limit"/> entries after a sequence; null when it is outside the ring.</summary>
    public IReadOnlyList<StreamEntry>? After(long sequence, int limit)
    {
        if (Last is not { } last || sequence < First - 1 || sequence > last)
        {
            return null;
        }

        var entries = new StreamEntry[Math.Min(last - sequence, limit)];
        for (var i = 0; i < entries.Length; i++)
        {
            var next = sequence + 1 + i;
            var slot = SlotOf(next);
            entries[i] = new StreamEntry(next, _rows[slot.Message].Row, slot.Removes);
        }

        return entries;
    }

    /// <summary>True when every edit and deletion after this sequence is here.</summary>
    public bool KnowsAllSince(long sequence) => sequence >= _forgotten;

    /// <summary>Returns, as it is now, a row read when the log ended at <paramref name="head"/>; null when unknown.</summary>
    public MessageRow? Present(MessageRow row, long head)
    {
        if (_rows.TryGetValue(row.Id, out var known))
        {
            return known.Row.Revision > row.Revision ? known.Row : row;
        }

        return KnowsAllSince(head) ? row : null;
    }

    private void Add(StreamEntry entry)
    {
        Renew(entry.Message);
        if (entry.Sequence != Last + 1)
        {
            Forget(entry.Message, entry.Sequence);
            return;
        }

        if (_count == capacity)
        {
            DropOldest();
        }

        var (row, entries) = _rows.GetValueOrDefault(entry.Message.Id, (entry.Message, 0));
        _rows[entry.Message.Id] = (row, entries + 1);
        Bytes += entries == 0 ? row.Bytes() : 0;
        if (_slots.Length == 0)
        {
            _slots = new (MessageId, AccountId?)[capacity];
        }

        SlotOf(entry.Sequence) = (entry.Message.Id, entry.Removes);
        _count++;
        Last = entry.Sequence;
    }

    private void Prepend(List<StreamEntry> older)
    {
        var forgotten = _forgotten;
        var newer = After(First - 1, _count) ?? [];
        StartAfter(older[0].Sequence - 1);
        foreach (var entry in older.Concat(newer))
        {
            Add(entry);
        }

        _forgotten = Math.Max(_forgotten, forgotten);
    }

    private void Renew(MessageRow row)
    {
        if (_rows.TryGetValue(row.Id, out var known) && known.Row.Revision < row.Revision)
        {
            _rows[row.Id] = (row, known.Entries);
            Bytes += row.Bytes() - known.Row.Bytes();
        }
    }

    private void DropOldest()
    {
        var sequence = First;
        var id = SlotOf(sequence).Message;
        var (row, entries) = _rows[id];
        _count--;
        if (entries > 1)
        {
            _rows[id] = (row, entries - 1);
        }
        else
        {
            _rows.Remove(id);
            Bytes -= row.Bytes();
            Forget(row, sequence);
        }
    }

    private void Forget(MessageRow row, long sequence)
    {
        if (row.IsChanged)
        {
            _forgotten = Math.Max(_forgotten, sequence);
        }
    }

    private ref (MessageId Message, AccountId? Removes) SlotOf(long sequence) => ref _slots[sequence % capacity];
}
