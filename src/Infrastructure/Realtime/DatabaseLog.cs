using Microsoft.EntityFrameworkCore;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Tablos;
using Xtablo.Infrastructure.Discussions;
using Xtablo.Infrastructure.Discussions.Tables;
using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Realtime;

internal sealed class DatabaseLog(Database database) : ILog
{
    private const int MostReadings = 3;

    /// <summary>
    /// A row may have been edited after the head was read: then the log is longer by now and is read again. A stream could not
    /// send such a page, would wait for the next one, and be behind by then. Or the tablo may have been deleted: then there are
    /// fewer entries than the head says.
    /// </summary>
    public async Task<LogPage> ReadAfterAsync(TabloId tabloId, long sequence, int limit, CancellationToken ct)
    {
        await using var db = database.Open();
        for (var readings = 1; ; readings++)
        {
            var page = await ReadOnceAsync(db, tabloId, sequence, limit, ct);
            var isWhole = page.Entries.Count >= Math.Min(limit, page.Head - sequence);
            if (readings == MostReadings || (isWhole && page.Entries.All(entry => entry.Message.Revision <= page.Head)))
            {
                return page;
            }
        }
    }

    public async Task<IReadOnlyList<DiscussionHead>> ReadHeadsAsync(IReadOnlyCollection<TabloId> tablos, CancellationToken ct)
    {
        await using var db = database.Open();
        return await db.Discussions
            .Where(d => tablos.Contains(d.TabloId))
            .Select(d => new DiscussionHead(d.TabloId, d.Epoch, d.Head))
            .ToListAsync(ct);
    }

    private static async Task<LogPage> ReadOnceAsync(XtabloDb db, TabloId tabloId, long sequence, int limit, CancellationToken ct)
    {
        var head = await db.Discussions.Where(d => d.TabloId == tabloId)
            .Select(d => new { d.Epoch, d.Head }).SingleOrDefaultAsync(ct);
        if (head is null)
        {
            return LogPage.Gone;
        }

        if (sequence >= head.Head)
        {
            return new LogPage(head.Epoch, head.Head, []);
        }

        // Reads no entry beyond that head, so that the page and its head agree without a transaction.
        var entries = await (
            from entry in db.LogEntries.AsNoTracking()
            where EF.Property<TabloId>(entry, DiscussionTables.TabloIdOf) == tabloId
                && entry.Sequence > sequence && entry.Sequence <= head.Head
            join message in db.MessagesOf(tabloId).AsNoTracking() on entry.MessageId equals message.Id
            orderby entry.Sequence
            select new { Entry = entry, Message = message })
            .Take(limit).ToListAsync(ct);
        return new LogPage(
            head.Epoch, head.Head, [.. entries.Select(e => StreamEntry.Of(e.Entry, e.Message.RowIn(tabloId)))]);
    }
}
