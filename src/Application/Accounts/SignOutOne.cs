using Xtablo.Application.Common;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Accounts;

namespace Xtablo.Application.Accounts;

/// <summary>Ends one of an account's sessions, chosen from its list of sessions, and its streams.</summary>
/// <param name="Handle">The <see cref="SessionId.Handle"/> of the session.</param>
public sealed record SignOutOne(AccountId Account, string? Handle);

/// <summary>Returns the session that ended; null when the account has no such session, or it has ended already.</summary>
public sealed class SignOutOneHandler(ISessions sessions, IRealtimeBroadcaster broadcaster)
    : ICommandHandler<SignOutOne, SessionId?>
{
    public async Task<SessionId?> HandleAsync(SignOutOne command, CancellationToken ct)
    {
        var meant = (await sessions.ListAsync(command.Account, ct))
            .FirstOrDefault(session => session.Id.Handle == command.Handle);
        if (meant is null)
        {
            return null;
        }

        await sessions.EndAsync(meant.Id);
        await broadcaster.EndStreamsOfAsync([meant.Id]);
        return meant.Id;
    }
}
