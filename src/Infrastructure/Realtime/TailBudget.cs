namespace Xtablo.Infrastructure.Realtime;

/// <summary>
/// Bounds the memory that the tails of all discussions take together: when they take more, those that had no news for longest
/// forget their entries.
/// </summary>
/// <param name="most">Bytes.</param>
internal sealed class TailBudget(long most)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<LogTail, LinkedListNode<(LogTail Tail, long Bytes)>?> _tails = []; // null: takes nothing
    private readonly LinkedList<(LogTail Tail, long Bytes)> _byNews = []; // the newest last
    private long _taken;

    public void Join(LogTail tail)
    {
        lock (_gate)
        {
            _tails.Add(tail, null);
        }
    }

    /// <summary>Notes how much a tail takes now that it had news. Not to be called under the lock of a tail.</summary>
    public void Note(LogTail tail, long bytes)
    {
        foreach (var forgetful in Place(tail, bytes))
        {
            forgetful.Forget();
        }
    }

    public void Leave(LogTail tail)
    {
        lock (_gate)
        {
            Empty(tail);
            _tails.Remove(tail);
        }
    }

    private List<LogTail> Place(LogTail tail, long bytes)
    {
        List<LogTail> forgetful = [];
        lock (_gate)
        {
            if (!_tails.ContainsKey(tail))
            {
                return forgetful; // it has left
            }

            Empty(tail);
            _tails[tail] = _byNews.AddLast((tail, bytes));
            _taken += bytes;
            while (_taken > most)
            {
                var oldest = _byNews.First!.Value.Tail;
                forgetful.Add(oldest);
                Empty(oldest);
            }
        }

        return forgetful;
    }

    private void Empty(LogTail tail)
    {
        if (_tails.GetValueOrDefault(tail) is { } place)
        {
            _taken -= place.Value.Bytes;
            _byNews.Remove(place);
            _tails[tail] = null;
        }
    }
}
