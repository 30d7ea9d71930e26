using Microsoft.EntityFrameworkCore;
using Xtablo.Application.Discussions;
using Xtablo.Application.Search;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Search;
using Xtablo.Domain.Tablos;
using Xtablo.Infrastructure.Discussions;
using Xtablo.Infrastructure.Discussions.Tables;
using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Search;

/// <summary>
/// Looks for messages in a tablo, from the newest to the oldest. What the index does not have yet it looks through row by row.
/// It looks at a bounded number of rows, and says how far it has come.
/// </summary>
/// <param name="looks">How many rows it may look at.</param>
internal sealed class TabloSearch(
    XtabloDb db, SearchedTablo tablo, SearchQuery query, AccountId member, IMarkup markup, int looks, CancellationToken ct)
{
    private const int AtOnce = 200; // numbers in a question
    private const int TextsAtOnce = 50;

    private int _looks = looks;

    public SearchedTablo Tablo => tablo;

    /// <summary>What was found, the newest first.</summary>
    public List<(MessageRow Row, SearchedText Text)> Found { get; } = [];

    /// <summary>All from this number on was looked through; 1 when everything was.</summary>
    public long Before { get; private set; }

    private bool IsFull => Found.Count >= SearchQuery.PageSize || _looks <= 0;

    /// <param name="before">Where to begin.</param>
    public async Task RunAsync(long before)
    {
        var lowest = query.From is { } from ? await NumbersByTime.FirstFromAsync(db, tablo.Id, from, tablo.Last, ct) : 1;
        var highest = query.Until is { } until
            ? await NumbersByTime.LastBeforeAsync(db, tablo.Id, until, tablo.Last, ct)
            : tablo.Last;
        Before = Math.Min(before, highest + 1);
        await WalkAsync(Math.Max(lowest, tablo.Reached + 1));
        if (!IsFull && Before > Math.Max(lowest, tablo.Below))
        {
            await WalkIndexAsync(Math.Max(lowest, tablo.Below));
        }

        await WalkAsync(lowest);
        Before = Before <= lowest ? 1 : Before;
    }

    /// <summary>Looks at each row: numbers have no gaps, so some of them are as many rows.</summary>
    private async Task WalkAsync(long lowest)
    {
        while (!IsFull && Before > lowest)
        {
            var first = Math.Max(lowest, Before - AtOnce);
            _looks -= (int)(Before - first);
            await LookAsync(db.MessagesOf(tablo.Id).Where(m => m.Number >= first && m.Number < Before), first);
        }
    }

    private async Task WalkIndexAsync(long lowest)
    {
        var walk = new IndexWalk(db, tablo, query, member, ct);
        if (!await walk.BeginAsync(Before, lowest))
        {
            await WalkAsync(lowest);
            return;
        }

        while (!IsFull && Before > lowest)
        {
            var (candidates, end, looked) = await walk.NextAsync();
            _looks -= looked;
            foreach (var some in candidates.Chunk(TextsAtOnce))
            {
                await LookAsync(db.MessagesOf(tablo.Id).Where(m => EF.Parameter(some).Contains(m.Number)), some[^1]);
                if (Found.Count >= SearchQuery.PageSize)
                {
                    return;
                }
            }

            Before = end;
        }
    }

    /// <param name="first">The lowest of the numbers that these can have.</param>
    private async Task LookAsync(IQueryable<Message> messages, long first)
    {
        // Put in order here: asked for it, PostgreSQL may rather walk along all numbers of the tablo than look each up.
        var rows = (await messages.AsNoTracking().ToListAsync(ct)).OrderByDescending(m => m.Number).ToList();
        long[] numbers = [.. rows.Select(m => m.Number)];
        var mentioning = query.MentionsMe
            ? await Mentions().Where(m => EF.Parameter(numbers).Contains(m.Number)).Select(m => m.Number).ToListAsync(ct)
            : [];
        foreach (var message in rows.Where(m => IsOfAuthorAndTime(m) && (!query.MentionsMe || mentioning.Contains(m.Number))))
        {
            var row = message.RowIn(tablo.Id);
            if (markup.Of(row) is { } shown && SearchedText.Of(shown.Html) is var text
                && text.Has(query.Sought.Pieces) && (!query.HasLink || text.HasLink))
            {
                Found.Add((row, text));
                if (Found.Count >= SearchQuery.PageSize)
                {
                    Before = row.Number;
                    return;
                }
            }
        }

        Before = first;
    }

    private bool IsOfAuthorAndTime(Message message) => message.Kind is MessageKind.Message && message.DeletedAt is null
        && (query.Author is null || message.AuthorId == query.Author)
        && (query.From is null || message.PostedAt >= query.From)
        && (query.Until is null || message.PostedAt < query.Until);

    private IQueryable<MentionRow> Mentions() => db.Mentions.Where(m => m.TabloId == tablo.Id && m.AccountId == member);
}

/// <param name="Last">The number of its last row.</param>
/// <param name="Reached">The index has what is from <paramref name="Below"/> up to this number; 0 when it has nothing.</param>
/// <param name="Sequence">The last entry of the log that the index has read.</param>
internal sealed record SearchedTablo(TabloId Id, string Name, long Last, long Reached, long Below, long Sequence);
