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
    private const long Most = 64 * 1024 * 1024; // bytes
    private const long Itself = 500;
    private const int WithWhatIsMadeOfIt = 4; // times a row: its HTML in two languages

    private readonly Lock _gate = new();
    private readonly Dictionary<Place, (Cursor Head, IReadOnlyList<MessageRow> Rows)> _known = [];
    private long _bytes;

    /// <summary>Returns the rows if they were read at this head.</summary>
    public IReadOnlyList<MessageRow>? Find(Place place, Cursor head)
    {
        lock (_gate)
        {
            return _known.TryGetValue(place, out var window) && window.Head == head ? window.Rows : null;
        }
    }

    /// <summary>Keeps a window instead of that of an earlier head; forgets all when they are too much.</summary>
    public void Keep(Place place, Cursor head, IReadOnlyList<MessageRow> rows)
    {
        lock (_gate)
        {
            if (_known.Remove(place, out var earlier))
            {
                _bytes -= BytesOf(earlier.Rows);
            }

            _bytes += BytesOf(rows);
            if (_bytes > Most)
            {
                _known.Clear();
                _bytes = BytesOf(rows);
            }

            _known[place] = (head, rows);
        }
    }

    private static long BytesOf(IReadOnlyList<MessageRow> rows) => Itself + (WithWhatIsMadeOfIt * rows.Sum(row => row.Bytes()));

    /// <param name="First">A number, as is <paramref name="Last"/>.</param>
    public sealed record Place(TabloId TabloId, long First, long Last);
}
