using Xtablo.Application.Realtime;
using Xtablo.Domain.Accounts;

namespace Xtablo.Application.Accounts;

internal static class EndedSessions
{
    /// <summary>The sessions are over; that their streams hear of it does not depend on who asked.</summary>
    public static async Task EndStreamsOfAsync(this IRealtimeBroadcaster broadcaster, IEnumerable<SessionId> ended)
    {
        foreach (var session in ended)
        {
            await broadcaster.EndStreamsOfAsync(session, CancellationToken.None);
        }
    }
}
