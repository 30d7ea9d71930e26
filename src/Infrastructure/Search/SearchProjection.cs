using Microsoft.EntityFrameworkCore;
using Xtablo.Application.Discussions;
using Xtablo.Domain.Tablos;
using Xtablo.Infrastructure.Discussions.Tables;
using Xtablo.Infrastructure.Persistence;
using Xtablo.Infrastructure.Search.Tables;

namespace Xtablo.Infrastructure.Search;

/// <summary>
/// Makes the index from the messages, in turns of some milliseconds: it follows the log of each discussion, and fills in what was
/// there before, the newest first. Any number of programs may do so at once: who finds that another was faster does nothing.
/// </summary>
internal sealed class SearchProjection(Database database, IMarkup markup, SearchRows rows)
{
    private readonly int _version = IndexedTerms.VersionWith(markup);

    /// <summary>The tablos whose index is not complete, or is of an older version.</summary>
    /// <param name="behind">By how many entries of the log it may be behind.</param>
    public async Task<List<TabloId>> UnfinishedAsync(long behind, CancellationToken ct)
    {
        await using var db = database.Open();
        return await db.Discussions
            .Where(d => d.Head > 0 && !db.Set<SearchStateRow>().Any(s => s.TabloId == d.TabloId
                && (s.Version > _version || (s.Version == _version && s.Sequence >= d.Head - behind && s.Below <= 1))))
            .Select(d => d.TabloId)
            .ToListAsync(ct);
    }

    /// <summary>Takes one turn at the index of a tablo.</summary>
    /// <returns>False when there is nothing more to do for it.</returns>
    public async Task<bool> AdvanceAsync(TabloId tablo, CancellationToken ct)
    {
        await using var db = database.Open();
        var state = await db.SearchStates.AsNoTracking().SingleOrDefaultAsync(s => s.TabloId == tablo, ct);
        if (state is null)
        {
            return await BeginAsync(db, tablo);
        }

        if (state.Version != _version)
        {
            return state.Version < _version && await EmptyAsync(db, tablo);
        }

        var turn = await NextTurn.FollowAsync(db, state, markup, ct)
            ?? (state.Below > 1 ? await NextTurn.FillAsync(db, state, markup, ct) : null);
        if (turn is not null)
        {
            await StoreAsync(db, state, turn);
        }

        return turn is not null;
    }

    /// <summary>
    /// Under the lock of the discussion: a message that is being deleted at this moment is deleted before this, or knows of the
    /// index.
    /// </summary>
    private async Task<bool> BeginAsync(XtabloDb db, TabloId tablo)
    {
        await using var write = await database.BeginWriteAsync(db, tablo);
        if (await database.LockAsync(db, tablo) is not { } discussion
            || await db.SearchStates.AnyAsync(s => s.TabloId == tablo))
        {
            return false;
        }

        db.Add(new SearchStateRow
        {
            TabloId = tablo,
            Version = _version,
            Sequence = discussion.Head,
            Reached = discussion.LastNumber,
            Below = discussion.LastNumber + 1,
        });
        await db.SaveChangesAsync();
        await write.CommitAsync();
        return true;
    }

    private async Task<bool> EmptyAsync(XtabloDb db, TabloId tablo)
    {
        await using var write = await database.BeginWriteAsync(db, tablo);
        var states = db.SearchStates.Where(s => s.TabloId == tablo && s.Version < _version);
        if (await states.ExecuteUpdateAsync(set => set.SetProperty(s => s.Version, SearchStateRow.Emptying)) > 0
            && !await SearchEmptying.EmptyAsync(db, tablo))
        {
            await states.ExecuteDeleteAsync();
        }

        await write.CommitAsync();
        return true;
    }

    private async Task StoreAsync(XtabloDb db, SearchStateRow state, IndexTurn turn)
    {
        await using var write = await database.BeginWriteAsync(db, state.TabloId);
        if (await turn.StoreAsync(db, state, rows))
        {
            await write.CommitAsync();
        }
    }
}
