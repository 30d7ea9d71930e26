using Microsoft.EntityFrameworkCore;
using Xtablo.Application.Discussions;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;
using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Discussions;

internal sealed class DiscussionReader(Database database) : IDiscussionReader
{
    private readonly PageQueries _queries = new();
    private readonly RememberedWindows _windows = new();

    private readonly SharedLookup<(TabloId Tablo, AccountId Account), Membership> _memberships =
        new(asked => ReadMembershipsAsync(database, asked));

    private readonly SharedLookup<AccountId, Dictionary<TabloId, Membership>> _membershipsOf =
        new(asked => ReadMembershipsOfAsync(database, asked));

    public async Task<DiscussionPage?> PageAsync(TabloId tabloId, AccountId member, Window window, CancellationToken ct)
    {
        await using var db = database.Open();
        if (await _queries.HeadAsync(db, tabloId, member, ct) is not { } head)
        {
            return null;
        }

        if (window.Since is { } since)
        {
            var first = await _queries.FirstSinceAsync(db, tabloId, since, head.LastNumber, ct);
            window = first > head.LastNumber ? Window.Newest(window.Size) : new(After: first - 1, Size: window.Size);
        }

        var place = PlaceOf(tabloId, window, head);
        if (_windows.Find(place, head.Cursor) is { } known)
        {
            return Page(place, head, known);
        }

        await using var snapshot = await database.BeginSnapshotAsync(db, ct);
        if (await _queries.HeadAsync(db, tabloId, member, ct) is not { } now)
        {
            return null;
        }

        place = PlaceOf(tabloId, window, now);
        var rows = await _queries.RowsAsync(db, tabloId, place.First, place.Last, ct);
        _windows.Keep(place, now.Cursor, rows);
        return Page(place, now, rows);
    }

    public async Task<MessageRow?> MessageAsync(TabloId tabloId, AccountId member, MessageId message, CancellationToken ct)
    {
        await using var db = database.Open();
        var found = await db.MessagesOf(tabloId)
            .Where(m => m.Id == message && db.DiscussionsOf(member).Any(d => d.TabloId == tabloId))
            .AsNoTracking()
            .SingleOrDefaultAsync(ct);
        return found?.RowIn(tabloId);
    }

    public Task<IReadOnlyList<MessageRow>> RepliesAsync(
        TabloId tabloId, AccountId member, MessageId message, CancellationToken ct) =>
        ListAsync(tabloId, member, messages => messages.Where(m => m.ReplyTo == message).OrderBy(m => m.Number), ct);

    public Task<IReadOnlyList<MessageRow>> PinnedAsync(TabloId tabloId, AccountId member, CancellationToken ct) =>
        ListAsync(tabloId, member, messages => messages.Where(m => m.PinnedAt != null).OrderByDescending(m => m.PinnedAt), ct);

    private async Task<IReadOnlyList<MessageRow>> ListAsync(
        TabloId tabloId, AccountId member, Func<IQueryable<Message>, IQueryable<Message>> which, CancellationToken ct)
    {
        await using var db = database.Open();
        var found = await which(db.MessagesOf(tabloId)
                .Where(m => db.DiscussionsOf(member).Any(d => d.TabloId == tabloId)))
            .AsNoTracking()
            .ToListAsync(ct);
        return [.. found.Select(message => message.RowIn(tabloId))];
    }

    public Task<Membership?> MembershipAsync(TabloId tabloId, AccountId account, CancellationToken ct) =>
        _memberships.FindAsync((tabloId, account), ct);

    // Not a question for each tablo: however many one account asks for, others share their readings with one question of it.
    public async Task<IReadOnlyDictionary<TabloId, Membership>> MembershipsAsync(
        IReadOnlyCollection<TabloId> tablos, AccountId account, CancellationToken ct)
    {
        var theirs = tablos.Count == 0 ? null : await _membershipsOf.FindAsync(account, ct);
        return tablos.Distinct()
            .Where(tablo => theirs?.ContainsKey(tablo) is true)
            .ToDictionary(tablo => tablo, tablo => theirs![tablo]);
    }

    private static async Task<Dictionary<(TabloId Tablo, AccountId Account), Membership>> ReadMembershipsAsync(
        Database database, IReadOnlyCollection<(TabloId Tablo, AccountId Account)> asked)
    {
        await using var db = database.Open();
        return await db.MembershipsAsync(asked, CancellationToken.None); // read for several callers: none of them may cancel it
    }

    private static async Task<Dictionary<AccountId, Dictionary<TabloId, Membership>>> ReadMembershipsOfAsync(
        Database database, IReadOnlyCollection<AccountId> accounts)
    {
        await using var db = database.Open();
        var found = await db.MembershipsOfAsync(accounts);
        return found.GroupBy(each => each.Account)
            .ToDictionary(each => each.Key, each => each.ToDictionary(one => one.Tablo, one => one.Membership));
    }

    private static DiscussionPage Page(RememberedWindows.Place place, PageHead head, IReadOnlyList<MessageRow> rows) => new(
        place.TabloId, head.Name.Value, head.Role, head.IsArchived, head.Members, head.Cursor, rows,
        Math.Min(place.Last, head.LastNumber), head.LastNumber, head.Pins, head.FirstUnread, head.ReadMark, head.Generation);

    private static RememberedWindows.Place PlaceOf(TabloId tabloId, Window window, PageHead head)
    {
        var (first, last) = Range(window, head.LastNumber, head.FirstUnread);
        return new(tabloId, first, last);
    }

    /// <summary>Numbers have no gaps, so a window of rows is a range of numbers.</summary>
    private static (long First, long Last) Range(Window window, long lastNumber, long? firstUnread)
    {
        if (window.Before is { } before)
        {
            before = Math.Clamp(before, 1, lastNumber + 1);
            return (before - window.Size, before - 1);
        }

        if (window.After is { } after)
        {
            after = Math.Clamp(after, 0, lastNumber);
            return (after + 1, after + window.Size);
        }

        var around = Math.Clamp(window.Around ?? firstUnread ?? lastNumber, 0, lastNumber);
        var first = Math.Max(1, Math.Min(around - (window.Size / 2), lastNumber - window.Size + 1));
        return (first, first + window.Size - 1);
    }
}
