using Microsoft.EntityFrameworkCore;
using Xtablo.Application.Discussions;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;
using Xtablo.Infrastructure.Discussions;
using Xtablo.Infrastructure.Persistence;
using Xtablo.Infrastructure.Search.Tables;

namespace Xtablo.Infrastructure.Search;

/// <summary>Some messages that go into the index in one transaction, and how far it is then.</summary>
internal sealed class IndexTurn(SearchStateRow before)
{
    private readonly List<(long Number, long TextRevision, ISet<string> Terms)> _messages = [];

    public long Sequence { get; set; } = before.Sequence;

    public long Reached { get; set; } = before.Reached;

    public long Below { get; set; } = before.Below;

    public int Terms { get; private set; }

    /// <summary>Makes the terms of a message before anything is locked.</summary>
    public void Add(Message message, TabloId tablo, IMarkup markup)
    {
        var terms = IndexedTerms.Of(message.RowIn(tablo), markup);
        _messages.Add((message.Number, message.TextRevision, terms));
        Terms += terms.Count;
    }

    /// <summary>Returns false, and has changed nothing, when the index is not as it was any more.</summary>
    public async Task<bool> StoreAsync(XtabloDb db, SearchStateRow state, SearchRows rows)
    {
        var claimed = await db.SearchStates
            .Where(s => s.TabloId == state.TabloId && s.Version == state.Version && s.Sequence == state.Sequence
                && s.Below == state.Below)
            .ExecuteUpdateAsync(set => set
                .SetProperty(s => s.Sequence, Sequence).SetProperty(s => s.Reached, Reached).SetProperty(s => s.Below, Below));
        if (claimed == 0)
        {
            return false;
        }

        // From here on nobody else changes this index. What was changed since its terms were made is left to its log entry.
        long[] numbers = [.. _messages.Select(m => m.Number)];
        var revisions = await db.MessagesOf(state.TabloId)
            .Where(m => EF.Parameter(numbers).Contains(m.Number))
            .ToDictionaryAsync(m => m.Number, m => m.TextRevision);
        var messages = _messages
            .Where(m => m.Terms.Count > 0 && revisions.GetValueOrDefault(m.Number) == m.TextRevision)
            .ToList();
        await SearchRemoval.RemoveAsync(db, state.TabloId, numbers);
        string[] terms = [.. messages.SelectMany(m => m.Terms).Distinct(StringComparer.Ordinal)];
        var known = await db.SearchTerms
            .Where(t => t.TabloId == state.TabloId && EF.Parameter(terms).Contains(t.Term))
            .ToDictionaryAsync(t => t.Term, t => t.Id, StringComparer.Ordinal);
        var added = await NewTermsAsync(db, state.TabloId, terms, known);
        await rows.AddAsync(db, state.TabloId, new IndexAddition(
            added,
            EndingsOf(added),
            [.. messages.Select(m => (m.Number, m.Terms.Select(term => known[term]).ToArray()))]));
        return true;
    }

    /// <summary>In the order of the key: what is near in the index is written together.</summary>
    private static List<(string Ending, long Id)> EndingsOf(List<(long Id, string Term)> added) =>
    [
        .. added
            .SelectMany(term => Domain.Search.Terms.EndingsOf(term.Term).Distinct(), (term, ending) => (Ending: ending, term.Id))
            .OrderBy(each => each.Ending, StringComparer.Ordinal),
    ];

    private static async Task<List<(long Id, string Term)>> NewTermsAsync(
        XtabloDb db, TabloId tablo, string[] terms, Dictionary<string, long> known)
    {
        var states = db.SearchStates.Where(s => s.TabloId == tablo);
        var last = await states.Select(s => s.LastTerm).SingleAsync();
        var added = new List<(long Id, string Term)>();
        foreach (var term in terms.Where(term => !known.ContainsKey(term)))
        {
            known[term] = ++last;
            added.Add((last, term));
        }

        if (added.Count > 0)
        {
            await states.ExecuteUpdateAsync(set => set.SetProperty(s => s.LastTerm, last));
        }

        return added;
    }
}
