using Xtablo.Application.Common;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Discussions;

/// <summary>
/// Moves a member's read mark back, so that a number and what follows it is unread; never forward. What they read meanwhile,
/// before they know of it, does not count.
/// </summary>
public sealed record MarkUnread(TabloId TabloId, AccountId Member, long From);

/// <summary>Returns false for an account that is not a member.</summary>
public sealed class MarkUnreadHandler(IReadMarks marks, IRealtimeBroadcaster broadcaster) : ICommandHandler<MarkUnread, bool>
{
    public async Task<bool> HandleAsync(MarkUnread command, CancellationToken ct)
    {
        var found = await marks.MoveBackAsync(command.TabloId, command.Member, Math.Max(command.From, 1) - 1, ct);
        if (found)
        {
            await broadcaster.WakeStreamsOfAsync(command.Member, CancellationToken.None); // their other tabs show what is unread
        }

        return found;
    }
}
