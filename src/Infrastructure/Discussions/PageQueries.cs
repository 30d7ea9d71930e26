using Microsoft.EntityFrameworkCore;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;
using Xtablo.Infrastructure.Discussions.Tables;
using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Discussions;

/// <summary>The queries of a page, compiled once: looking up a query costs more than most of them do.</summary>
internal sealed class PageQueries
{
    private readonly Func<XtabloDb, TabloId, AccountId, CancellationToken, Task<PageHead?>> _head = EF.CompileAsyncQuery(
        (XtabloDb db, TabloId tablo, AccountId member, CancellationToken _) => (
            from discussion in db.Set<Discussion>()
            from viewer in db.Set<Participant>()
            where discussion.TabloId == tablo && EF.Property<TabloId>(viewer, DiscussionTables.TabloIdOf) == tablo
                && viewer.AccountId == member && viewer.RemovedAtSequence == null
            from mark in db.Set<ReadMarkRow>().Where(r => r.TabloId == tablo && r.AccountId == member).DefaultIfEmpty()
            let read = mark == null ? 0 : mark.Number
            select new PageHead(
                discussion.Epoch,
                discussion.Head,
                discussion.LastNumber,
                discussion.Name,
                discussion.ArchivedAt != null,
                discussion.Pins,
                viewer.Role,
                db.Set<Participant>().Count(p =>
                    EF.Property<TabloId>(p, DiscussionTables.TabloIdOf) == tablo && p.RemovedAtSequence == null),
                read,
                mark == null ? 0 : mark.Generation,
                // As TabloReader counts them: a notice is never unread, nor is what one wrote oneself.
                db.Set<Message>().Where(m => EF.Property<TabloId>(m, DiscussionTables.TabloIdOf) == tablo
                        && m.Number > read
                        && m.AuthorId != member && m.Kind == MessageKind.Message && m.DeletedAt == null)
                    .Min(m => (long?)m.Number)))
            .SingleOrDefault());

    private readonly Func<XtabloDb, TabloId, long, CancellationToken, Task<DateTimeOffset>> _postedAt = EF.CompileAsyncQuery(
        (XtabloDb db, TabloId tablo, long number, CancellationToken _) => db.Set<Message>()
            .Where(m => EF.Property<TabloId>(m, DiscussionTables.TabloIdOf) == tablo && m.Number == number)
            .Select(m => m.PostedAt)
            .SingleOrDefault()); // the beginning of time when the tablo has just been deleted

    private readonly Func<XtabloDb, TabloId, long, long, IAsyncEnumerable<Message>> _messages = EF.CompileAsyncQuery(
        (XtabloDb db, TabloId tablo, long first, long last) => db.Set<Message>()
            .Where(m => EF.Property<TabloId>(m, DiscussionTables.TabloIdOf) == tablo && m.Number >= first && m.Number <= last)
            .OrderBy(m => m.Number)
            .AsNoTracking());

    /// <summary>Returns null when there is no such tablo for this account.</summary>
    public Task<PageHead?> HeadAsync(XtabloDb db, TabloId tablo, AccountId member, CancellationToken ct) =>
        _head(db, tablo, member, ct);

    /// <summary>
    /// Returns the first number that was posted at this time or later; one beyond the last when there is none. Numbers are in the
    /// order of time, so some twenty are looked at, however many there are.
    /// </summary>
    public async Task<long> FirstSinceAsync(XtabloDb db, TabloId tablo, DateTimeOffset at, long lastNumber, CancellationToken ct)
    {
        var (low, high) = (1L, lastNumber + 1);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = await _postedAt(db, tablo, middle, ct) < at ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>Returns the rows from one number to another, in order.</summary>
    public async Task<IReadOnlyList<MessageRow>> RowsAsync(
        XtabloDb db, TabloId tablo, long first, long last, CancellationToken ct)
    {
        var rows = new List<MessageRow>();
        await foreach (var message in _messages(db, tablo, first, last).WithCancellation(ct))
        {
            rows.Add(message.RowIn(tablo));
        }

        return rows;
    }
}

/// <summary>What a page of a discussion says besides its rows.</summary>
/// <param name="Role">The viewer's.</param>
/// <param name="FirstUnread">A number; null when all is read.</param>
internal sealed record PageHead(
    Epoch Epoch, long Head, long LastNumber, TabloName Name, bool IsArchived, int Pins, Role Role, int Members, long ReadMark,
    long Generation, long? FirstUnread)
{
    public Cursor Cursor => new(Epoch, Head);
}
