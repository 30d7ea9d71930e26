using Xtablo.Application.Realtime;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Infrastructure.Discussions;

/// <summary>
/// The windows of rows that were read lately. They hold for as long as the head does that they were read at: whatever changes a
/// row is an entry of its log. Who asks gets the same list again, so that what is made of it need not be made twice.
/// </summary>
internal sealed class RememberedWindows
{
    private const long Most = 16 * 1024 * 1024; // bytes

    private readonly Lock _gate = new();
    private readonly Dictionary<Key, IReadOnlyList<MessageRow>> _known = [];
    private long _bytes;

    public IReadOnlyList<MessageRow>? Find(Key window)
    {
        lock (_gate)
        {
            return _known.GetValueOrDefault(window);
        }
    }

    /// <summary>Keeps a window; forgets all when they are too much.</summary>
    public void Keep(Key window, IReadOnlyList<MessageRow> rows)
    {
        lock (_gate)
        {
            var bytes = rows.Sum(row => row.Bytes());
            if (_bytes + bytes > Most)
            {
                _known.Clear();
                _bytes = 0;
            }

            if (_known.TryAdd(window, rows))
            {
                _bytes += bytes;
            }
        }
    }

    /// <param name="First">A number, as is <paramref name="Last"/>.</param>
    public sealed record Key(TabloId TabloId, Cursor Head, long First, long Last);
}
