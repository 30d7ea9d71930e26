using Microsoft.EntityFrameworkCore;
using Xtablo.Application.Discussions;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;
using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Discussions;

/// <summary>Moves read marks without the lock of the log: each belongs to one reader, and their order is irrelevant.</summary>
internal sealed class ReadMarks(Database database) : IReadMarks
{
    public Task<bool> MoveForwardAsync(
        TabloId tabloId, AccountId member, long number, long? generation, CancellationToken ct) =>
        MoveAsync(
            tabloId, member,
            async (db, end) =>
            {
                var mark = new ReadMark(member, Math.Clamp(number, 0, end.Number), end.Sequence);
                await MoveForwardAsync(db, tabloId, mark, generation ?? long.MaxValue);
                return true;
            },
            ct);

    public Task<long?> MoveBackAsync(TabloId tabloId, AccountId member, long number, CancellationToken ct) =>
        MoveAsync<long?>(
            tabloId, member,
            async (db, _) =>
            {
                var begun = await db.Database.SqlQuery<long>(
                    $"""
                    INSERT INTO read_marks (tablo_id, account_id, number, sequence, generation)
                    VALUES ({tabloId.Value}, {member.Value}, 0, 0, 1)
                    ON CONFLICT (tablo_id, account_id) DO UPDATE SET generation = read_marks.generation + 1,
                        number = CASE WHEN read_marks.number > {number} THEN {number} ELSE read_marks.number END
                    RETURNING generation AS "Value"
                    """).ToListAsync(CancellationToken.None); // as a list: it is not put into another query
                return begun.Single();
            },
            ct);

    /// <summary>One statement, so that the higher number wins a race.</summary>
    /// <param name="generation">The latest that this may move; one that was begun later stays where it is.</param>
    public static Task MoveForwardAsync(XtabloDb db, TabloId tabloId, ReadMark mark, long generation = long.MaxValue) =>
        db.Database.ExecuteSqlAsync(
        $"""
        INSERT INTO read_marks (tablo_id, account_id, number, sequence)
        VALUES ({tabloId.Value}, {mark.AccountId.Value}, {mark.Number}, {mark.Sequence})
        ON CONFLICT (tablo_id, account_id) DO UPDATE SET number = excluded.number, sequence = excluded.sequence
        WHERE (excluded.number, excluded.sequence) > (read_marks.number, read_marks.sequence)
            AND read_marks.generation <= {generation}
        """);

    /// <summary>Returns what the move does; nothing for an account that is not a member.</summary>
    private async Task<T?> MoveAsync<T>(
        TabloId tabloId, AccountId member, Func<XtabloDb, (long Number, long Sequence), Task<T>> move, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        await using var db = database.Open();
        await using var write = await database.BeginWriteAsync(db, tabloId);
        var end = await db.DiscussionsOf(member)
            .Where(d => d.TabloId == tabloId)
            .Select(d => new { d.LastNumber, d.Head })
            .SingleOrDefaultAsync(CancellationToken.None);
        if (end is null)
        {
            return default;
        }

        var moved = await move(db, (end.LastNumber, end.Head));
        await write.CommitAsync();
        return moved;
    }
}
