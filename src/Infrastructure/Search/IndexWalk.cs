using Microsoft.EntityFrameworkCore;
using Xtablo.Application.Search;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;
using Xtablo.Infrastructure.Discussions;
using Xtablo.Infrastructure.Discussions.Tables;
using Xtablo.Infrastructure.Persistence;
using Xtablo.Infrastructure.Search.Tables;

namespace Xtablo.Infrastructure.Search;

/// <summary>Goes through the messages that may match, by what the index has of them, from the newest.</summary>
internal sealed class IndexWalk(
    XtabloDb db, SearchedTablo tablo, SearchQuery query, AccountId member, CancellationToken ct)
{
    private const int AtOnce = 200; // numbers in a question
    private const int FewTerms = 8; // of a group that is looked up for each number; else the text decides
    private const int Counted = 1000; // of the messages of a group, to find the rarest
    private const int MostEdited = 2000; // entries of the log that the index may be behind

    private NewestFirst? _lead;
    private List<long[]> _groups = [];
    private List<long> _edited = [];
    private long _lowest;

    /// <summary>Returns false when nothing in the index narrows the search.</summary>
    public async Task<bool> BeginAsync(long before, long lowest)
    {
        _lowest = lowest;
        var groups = await TermGroups.FindAsync(db, tablo.Id, query, ct);
        _groups = groups ?? [];
        _lead = groups is null
            ? await NewestFirst.OfTermsAsync(db, tablo.Id, [], before, ct)
            : await LeadAsync(_groups, await NewestOfAllAsync(_groups, before));
        if (_lead is not null)
        {
            _edited = await EditedAsync(before);
            _lead.Add(_edited);
        }

        return _lead is not null;
    }

    /// <summary>
    /// Returns the next candidates, down to which number there are no others, and how many it has looked at for them.
    /// </summary>
    public async Task<(List<long> Candidates, long End, int Looked)> NextAsync()
    {
        var numbers = await _lead!.TakeAsync(AtOnce, _lowest);
        return (await WithAllAsync(numbers), numbers.Count < AtOnce ? _lowest : numbers[^1], numbers.Count);
    }

    /// <summary>Above the newest message of any of the terms there is none that has them all.</summary>
    private async Task<long> NewestOfAllAsync(List<long[]> groups, long before)
    {
        foreach (var term in groups.Where(group => group.Length == 1).Select(group => group[0]))
        {
            before = 1 + await db.SearchPostings
                .Where(p => p.TabloId == tablo.Id && p.TermId == term && p.Number < before)
                .OrderByDescending(p => p.Number).Select(p => p.Number).FirstOrDefaultAsync(ct);
        }

        return before;
    }

    /// <summary>Those that were edited since the index was there, which has nothing of them now. The newest first.</summary>
    private async Task<List<long>> EditedAsync(long before)
    {
        var entries = await db.LogEntries
            .Where(e => EF.Property<TabloId>(e, DiscussionTables.TabloIdOf) == tablo.Id && e.Sequence > tablo.Sequence)
            .OrderByDescending(e => e.Sequence)
            .Take(MostEdited)
            .Select(e => new { e.Kind, e.MessageId })
            .ToListAsync(ct);
        MessageId[] edited = [.. entries.Where(e => e.Kind is LogEntryKind.Edited).Select(e => e.MessageId).Distinct()];
        if (edited.Length == 0)
        {
            return [];
        }

        // By their ids: asked of a range of numbers, this would look at every message of the tablo.
        return await db.MessagesOf(tablo.Id)
            .Where(m => EF.Parameter(edited).Contains(m.Id) && m.Number >= _lowest && m.Number < before)
            .OrderByDescending(m => m.Number)
            .Select(m => m.Number)
            .ToListAsync(ct);
    }

    /// <summary>Walks along what is rarest, and takes it from the groups; null when nothing narrows the search.</summary>
    private async Task<NewestFirst?> LeadAsync(List<long[]> groups, long before)
    {
        var (rarest, fewest) = (-1, int.MaxValue);
        for (var i = 0; i < groups.Count && (groups.Count > 1 || query.MentionsMe); i++)
        {
            var count = await Postings(groups[i]).Take(Counted).CountAsync(ct);
            (rarest, fewest) = count < fewest ? (i, count) : (rarest, fewest);
        }

        var mentions = query.MentionsMe ? await Mentions().Take(Counted).CountAsync(ct) : int.MaxValue;
        if (query.MentionsMe && mentions <= fewest)
        {
            return NewestFirst.OfMentions(db, tablo.Id, member, before, ct);
        }

        if (groups.Count == 0)
        {
            return null;
        }

        var lead = groups[Math.Max(0, rarest)];
        groups.Remove(lead);
        return await NewestFirst.OfTermsAsync(db, tablo.Id, lead, before, ct);
    }

    /// <summary>Takes those out that the index knows to lack something; those that were edited may have anything.</summary>
    private async Task<List<long>> WithAllAsync(List<long> numbers)
    {
        foreach (var few in _groups.Where(group => group.Length <= FewTerms))
        {
            if (numbers.Count > 0)
            {
                var having = await HavingAsync(few, numbers);
                numbers = [.. numbers.Intersect(having.Concat(_edited))]; // in their order
            }
        }

        return numbers;
    }

    /// <summary>
    /// By a key for each number and term. As a value of each row, which no planner turns into a join: PostgreSQL may otherwise
    /// read all that a tablo has.
    /// </summary>
    private async Task<IEnumerable<long>> HavingAsync(long[] terms, List<long> numbers)
    {
        var each = await db.SearchedMessages
            .Where(m => m.TabloId == tablo.Id && EF.Parameter(numbers).Contains(m.Number))
            .Select(m => new
            {
                m.Number,
                Term = db.Set<SearchPostingRow>()
                    .Where(p => p.TabloId == tablo.Id && EF.Parameter(terms).Contains(p.TermId) && p.Number == m.Number)
                    .Select(p => (long?)p.TermId)
                    .FirstOrDefault(),
            })
            .ToListAsync(ct);
        return each.Where(m => m.Term is not null).Select(m => m.Number);
    }

    private IQueryable<SearchPostingRow> Postings(long[] terms) =>
        db.SearchPostings.Where(p => p.TabloId == tablo.Id && EF.Parameter(terms).Contains(p.TermId));

    private IQueryable<MentionRow> Mentions() => db.Mentions.Where(m => m.TabloId == tablo.Id && m.AccountId == member);
}
