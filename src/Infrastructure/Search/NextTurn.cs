using Microsoft.EntityFrameworkCore;
using Xtablo.Application.Discussions;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;
using Xtablo.Infrastructure.Discussions;
using Xtablo.Infrastructure.Discussions.Tables;
using Xtablo.Infrastructure.Persistence;
using Xtablo.Infrastructure.Search.Tables;

namespace Xtablo.Infrastructure.Search;

/// <summary>Reads what goes into the index next, and makes terms of it: as much as a short turn can store.</summary>
internal static class NextTurn
{
    private const int MostMessages = 200;
    private const int MostTerms = 3000;

    /// <summary>Returns null when the log goes on no further.</summary>
    public static async Task<IndexTurn?> FollowAsync(
        XtabloDb db, SearchStateRow state, IMarkup markup, CancellationToken ct)
    {
        var entries = await db.LogEntries.AsNoTracking()
            .Where(e => EF.Property<TabloId>(e, DiscussionTables.TabloIdOf) == state.TabloId && e.Sequence > state.Sequence)
            .OrderBy(e => e.Sequence)
            .Take(MostMessages)
            .ToListAsync(ct);
        if (entries.Count == 0)
        {
            return null;
        }

        MessageId[] ids = [.. entries.Where(e => IsOfAText(e.Kind)).Select(e => e.MessageId).Distinct()];
        var numbered = await db.MessagesOf(state.TabloId)
            .Where(m => EF.Parameter(ids).Contains(m.Id)).AsNoTracking().ToDictionaryAsync(m => m.Id, ct);
        var turn = new IndexTurn(state);
        foreach (var entry in entries.TakeWhile(_ => turn.Terms < MostTerms))
        {
            turn.Sequence = entry.Sequence;
            if (numbered.Remove(entry.MessageId, out var message))
            {
                turn.Add(message, state.TabloId, markup);
                turn.Reached = Math.Max(turn.Reached, message.Number);
            }
        }

        return turn;
    }

    /// <summary>Every kind that adds a row, or changes what is to be found of one.</summary>
    private static bool IsOfAText(LogEntryKind kind) =>
        kind is not (LogEntryKind.Reacted or LogEntryKind.Requoted or LogEntryKind.PinChanged);

    /// <summary>Returns the next ones below what the index has.</summary>
    public static async Task<IndexTurn> FillAsync(
        XtabloDb db, SearchStateRow state, IMarkup markup, CancellationToken ct)
    {
        var messages = await db.MessagesOf(state.TabloId)
            .Where(m => m.Number < state.Below && m.Number >= state.Below - MostMessages)
            .OrderByDescending(m => m.Number)
            .AsNoTracking()
            .ToListAsync(ct);
        var turn = new IndexTurn(state) { Below = Math.Max(1, state.Below - MostMessages) };
        foreach (var message in messages)
        {
            turn.Add(message, state.TabloId, markup);
            if (turn.Terms >= MostTerms)
            {
                turn.Below = message.Number;
                break;
            }
        }

        return turn;
    }
}
