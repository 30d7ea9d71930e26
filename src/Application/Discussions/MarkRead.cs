using Xtablo.Application.Common;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Discussions;

/// <summary>Moves a member's read mark forward to a number, at most the last; never back.</summary>
/// <param name="Generation">
/// That of the mark as the reader knew it, so that what was under way when the mark was set back on purpose loses; null for any.
/// </param>
public sealed record MarkRead(TabloId TabloId, AccountId Member, long UpTo, long? Generation);

/// <summary>Returns false for an account that is not a member.</summary>
public sealed class MarkReadHandler(IReadMarks marks, IRealtimeBroadcaster broadcaster) : ICommandHandler<MarkRead, bool>
{
    public async Task<bool> HandleAsync(MarkRead command, CancellationToken ct)
    {
        var found = await marks.MoveForwardAsync(command.TabloId, command.Member, command.UpTo, command.Generation, ct);
        if (found)
        {
            await broadcaster.WakeStreamsOfAsync(command.Member, CancellationToken.None); // their other tabs show what is unread
        }

        return found;
    }
}
