using Microsoft.EntityFrameworkCore;
using Xtablo.Application.Discussions;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;
using Xtablo.Infrastructure.Discussions.Tables;
using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Discussions;

internal sealed class Drafts(Database database) : IDrafts
{
    private readonly Func<XtabloDb, TabloId, AccountId, CancellationToken, Task<Draft?>> _find = EF.CompileAsyncQuery(
        (XtabloDb db, TabloId tablo, AccountId member, CancellationToken _) => db.Set<DraftRow>()
            .Where(d => d.TabloId == tablo && d.AccountId == member)
            .Where(d => !db.Set<Message>().Any(m => // else it was posted
                EF.Property<TabloId>(m, DiscussionTables.TabloIdOf) == tablo && m.AuthorId == member && m.ClientId == d.ClientId))
            .Select(d => new Draft(d.Body, d.ClientId, d.ReplyTo))
            .SingleOrDefault());

    public async Task<bool> KeepAsync(TabloId tabloId, AccountId member, Draft draft, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        await using var db = database.Open();
        await using var write = await database.BeginWriteAsync(db, tabloId);
        if (!await db.DiscussionsOf(member).AnyAsync(d => d.TabloId == tabloId, CancellationToken.None))
        {
            return false;
        }

        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO drafts (tablo_id, account_id, body, client_id, reply_to)
            VALUES ({tabloId.Value}, {member.Value}, {draft.Body}, {draft.ClientId.Value}, {draft.ReplyTo?.Value})
            ON CONFLICT (tablo_id, account_id) DO UPDATE
            SET body = excluded.body, client_id = excluded.client_id, reply_to = excluded.reply_to
            """,
            CancellationToken.None);
        await write.CommitAsync();
        return true;
    }

    public async Task<Draft?> FindAsync(TabloId tabloId, AccountId member, CancellationToken ct)
    {
        await using var db = database.Open();
        return await _find(db, tabloId, member, ct);
    }

    public async Task DropAsync(TabloId tabloId, AccountId member, ClientId clientId, CancellationToken ct)
    {
        await using var db = database.Open();
        var drafts = Of(db, tabloId, member, clientId);
        if (await drafts.AnyAsync(ct)) // there is hardly ever one, and looking takes no lock
        {
            await using var write = await database.BeginWriteAsync(db, tabloId);
            await drafts.ExecuteDeleteAsync(CancellationToken.None);
            await write.CommitAsync();
        }
    }

    public static IQueryable<DraftRow> Of(XtabloDb db, TabloId tabloId, AccountId member, ClientId clientId) =>
        db.Drafts.Where(d => d.TabloId == tabloId && d.AccountId == member && d.ClientId == clientId);
}
