using Microsoft.EntityFrameworkCore;
using Xtablo.Application.Discussions;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;
using Xtablo.Infrastructure.Discussions.Tables;
using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Discussions;

/// <summary>Moves read marks without the lock of the log: each belongs to one reader, and their order is irrelevant.</summary>
internal sealed class ReadMarks(Database database) : IReadMarks
{
    public Task<bool> MoveForwardAsync(TabloId tabloId, AccountId member, long number, CancellationToken ct) =>
        MoveAsync(
            tabloId, member, (db, last) => MoveForwardAsync(db, tabloId, new ReadMark(member, Math.Clamp(number, 0, last))), ct);

    public Task<bool> MoveBackAsync(TabloId tabloId, AccountId member, long number, CancellationToken ct) =>
        MoveAsync(tabloId, member, (db, _) => db.ReadMarks
            .Where(r => r.TabloId == tabloId && r.AccountId == member && r.Number > number)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.Number, number), CancellationToken.None), ct);

    /// <summary>One statement, so that the higher number wins a race.</summary>
    public static Task MoveForwardAsync(XtabloDb db, TabloId tabloId, ReadMark mark) => db.Database.ExecuteSqlAsync(
        $"""
        INSERT INTO read_marks (tablo_id, account_id, number) VALUES ({tabloId.Value}, {mark.AccountId.Value}, {mark.Number})
        ON CONFLICT (tablo_id, account_id) DO UPDATE SET number = excluded.number WHERE excluded.number > read_marks.number
        """);

    private async Task<bool> MoveAsync(TabloId tabloId, AccountId member, Func<XtabloDb, long, Task> move, CancellationToken ct)
    {
        await using var db = database.Open();
        var last = await db.DiscussionsOf(member)
            .Where(d => d.TabloId == tabloId)
            .Select(d => (long?)d.LastNumber)
            .SingleOrDefaultAsync(ct);
        if (last is null)
        {
            return false;
        }

        await using var write = await database.BeginWriteAsync(db, tabloId);
        await move(db, last.Value);
        await write.CommitAsync();
        return true;
    }
}
