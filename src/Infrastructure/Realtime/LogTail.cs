using Xtablo.Application.Realtime;
using Xtablo.Domain.Discussions;

namespace Xtablo.Infrastructure.Realtime;

/// <summary>
/// What memory knows of the end of a log: its head, and its newest entries. Streams that are equally far get the same page, so
/// that it is put together and encoded once for all of them.
/// </summary>
internal sealed class LogTail : IDisposable
{
    private const int MostShared = 3; // pages: a wave of streams is at one or two places, and comes to the end
    private const int NearTheEnd = 64; // entries: pages of streams further back are seldom the same, and long

    private readonly TailBudget _budget;
    private readonly EntryRing _ring;
    private readonly Lock _gate = new();
    private readonly Dictionary<long, LogPage> _shared = []; // by the sequence they come after, until the next change
    private Cursor? _head;
    private bool _keepsEntries;

    /// <param name="capacity">Entries.</param>
    public LogTail(int capacity, TailBudget budget)
    {
        _ring = new(capacity);
        _budget = budget;
        _budget.Join(this);
    }

    public Cursor? Head
    {
        get
        {
            lock (_gate)
            {
                return _head;
            }
        }
    }

    /// <summary>Keeps entries from now on.</summary>
    public void KeepEntries()
    {
        lock (_gate)
        {
            if (!_keepsEntries && _head is { } head)
            {
                _ring.StartAfter(head.Sequence);
            }

            _keepsEntries = true;
            _shared.Clear();
        }
    }

    /// <summary>Takes an entry that was committed.</summary>
    public void Accept(Epoch epoch, StreamEntry entry)
    {
        lock (_gate)
        {
            Learn(epoch, entry.Sequence);
            if (_keepsEntries)
            {
                _ring.Append(entry);
            }

            _shared.Clear();
        }

        _budget.Note(this, _ring.Bytes);
    }

    /// <summary>Takes the head as the database has it. Returns true when it is news.</summary>
    public bool Reconcile(Epoch epoch, long head)
    {
        lock (_gate)
        {
            var isNews = _head is { } known && (known.Epoch != epoch || known.Sequence < head);
            if (isNews)
            {
                Learn(epoch, head);
                _ring.StartAfter(head); // what others stored may have edited or deleted what is in it (P7)
            }

            return isNews;
        }
    }

    /// <summary>
    /// Returns what follows a sequence, near the end the same object to all who ask until anything changes; null when it is not
    /// known here.
    /// </summary>
    public LogPage? After(long sequence)
    {
        lock (_gate)
        {
            if (_shared.TryGetValue(sequence, out var shared))
            {
                return shared;
            }

            var page = PageAfter(sequence);
            if (page is null || page.Entries.Count > NearTheEnd)
            {
                return page;
            }

            if (_shared.Count == MostShared)
            {
                _shared.Clear();
            }

            return _shared[sequence] = page;
        }
    }

    /// <summary>Takes a page that was read from the database, and returns it.</summary>
    public LogPage Keep(LogPage page)
    {
        if (page.IsGone)
        {
            return page;
        }

        lock (_gate)
        {
            Learn(page.Epoch, page.Head);
            if (_ring.KnowsAllSince(page.Head)) // else the page may hold rows that were edited or deleted while it was read
            {
                _ring.Join(page.Entries);
                _shared.Clear();
            }
        }

        _budget.Note(this, _ring.Bytes);
        return page;
    }

    /// <inheritdoc cref="IFollowedLog.Present"/>
    public MessageRow? Present(LogPage page, StreamEntry entry)
    {
        lock (_gate)
        {
            return _head?.Epoch == page.Epoch ? _ring.Present(entry.Message, page.Head) : null;
        }
    }

    /// <summary>Forgets the entries; they are read when a stream asks for them.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            if (_head is { } head)
            {
                _ring.Release(head.Sequence);
                _shared.Clear();
            }
        }
    }

    public void Dispose() => _budget.Leave(this);

    private LogPage? PageAfter(long sequence)
    {
        if (_head is not { } head)
        {
            return null;
        }

        if (sequence == head.Sequence)
        {
            return new LogPage(head.Epoch, head.Sequence, []);
        }

        return _ring.After(sequence, ILog.PageSize) is { Count: > 0 } next ? new(head.Epoch, head.Sequence, next) : null;
    }

    private void Learn(Epoch epoch, long sequence)
    {
        if (_head is not { } head || head.Epoch != epoch)
        {
            _head = new Cursor(epoch, sequence);
            _ring.StartAfter(sequence); // its entries are of another history
            _shared.Clear();
        }
        else if (sequence > head.Sequence)
        {
            _head = head with { Sequence = sequence };
            _shared.Clear();
        }
    }
}
