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

/// <summary>Returns the generation of the mark that begins with it; null for an account that is not a member.</summary>
public sealed class MarkUnreadHandler(IReadMarks marks, IRealtimeBroadcaster broadcaster) : ICommandHandler<MarkUnread, long?>
{
    public async Task<long?> HandleAsync(MarkUnread command, CancellationToken ct)
    {
        var generation = await marks.MoveBackAsync(command.TabloId, command.Member, Math.Max(command.From, 1) - 1, ct);
        if (generation is not null)
        {
            await broadcaster.WakeStreamsOfAsync(command.Member, CancellationToken.None); // their other tabs show what is unread
        }

        return generation;
    }
}
