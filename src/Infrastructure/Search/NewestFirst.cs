using Microsoft.EntityFrameworkCore;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Tablos;
using Xtablo.Infrastructure.Discussions.Tables;
using Xtablo.Infrastructure.Persistence;
using Xtablo.Infrastructure.Search.Tables;

namespace Xtablo.Infrastructure.Search;

/// <summary>
/// The numbers of the messages that have any of some terms, the newest first. It reads a row for each term, and then no more
/// than what is taken from it, however many messages have them.
/// </summary>
internal sealed class NewestFirst
{
    private const int AtOnce = 64;
    private const long NoTerm = 0; // the ids of terms begin with 1

    private readonly Func<long, long, Task<List<long>>> _read; // the newest numbers of a term before a number
    private readonly PriorityQueue<(long Term, Queue<long> Waiting), long> _heads = new();
    private long _last = long.MaxValue;

    private NewestFirst(Func<long, long, Task<List<long>>> read) => _read = read;

    /// <param name="before">The number before which to begin.</param>
    public static async Task<NewestFirst> OfTermsAsync(
        XtabloDb db, TabloId tablo, long[] terms, long before, CancellationToken ct)
    {
        var heads = await db.SearchTerms
            .Where(t => t.TabloId == tablo && EF.Parameter(terms).Contains(t.Id))
            .Select(t => new
            {
                t.Id,
                Head = db.Set<SearchPostingRow>()
                    .Where(p => p.TabloId == tablo && p.TermId == t.Id && p.Number < before)
                    .Max(p => (long?)p.Number),
            })
            .ToListAsync(ct);
        var numbers = new NewestFirst((term, last) => db.SearchPostings
            .Where(p => p.TabloId == tablo && p.TermId == term && p.Number < last)
            .OrderByDescending(p => p.Number).Select(p => p.Number).Take(AtOnce).ToListAsync(ct));
        foreach (var term in heads.Where(term => term.Head is not null))
        {
            numbers.Add(term.Id, [term.Head!.Value]);
        }

        return numbers;
    }

    public static NewestFirst OfMentions(XtabloDb db, TabloId tablo, AccountId account, long before, CancellationToken ct)
    {
        var numbers = new NewestFirst((_, last) => db.Mentions
            .Where(m => m.TabloId == tablo && m.AccountId == account && m.Number < last)
            .OrderByDescending(m => m.Number).Select(m => m.Number).Take(AtOnce).ToListAsync(ct));
        numbers.Add(NoTerm, [before]); // none of them: what comes after it is read when it is taken
        numbers._last = before;
        return numbers;
    }

    /// <summary>Takes these along.</summary>
    /// <param name="numbers">The newest first.</param>
    public void Add(IEnumerable<long> numbers) => Add(NoTerm, numbers);

    /// <summary>Returns the next of them, each once and not below a number; empty when there are none.</summary>
    public async Task<List<long>> TakeAsync(int count, long lowest)
    {
        var taken = new List<long>();
        while (taken.Count < count && _heads.TryPeek(out var head, out var order) && -order >= lowest)
        {
            _heads.Dequeue();
            var number = head.Waiting.Dequeue();
            Add(head.Term, head.Waiting.Count > 0 ? head.Waiting : await _read(head.Term, number));
            if (number < _last)
            {
                taken.Add(_last = number);
            }
        }

        return taken;
    }

    private void Add(long term, IEnumerable<long> numbers)
    {
        var rest = numbers as Queue<long> ?? new Queue<long>(numbers);
        if (rest.Count > 0)
        {
            _heads.Enqueue((term, rest), -rest.Peek());
        }
    }
}
