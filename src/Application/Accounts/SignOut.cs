using Xtablo.Application.Common;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Accounts;

namespace Xtablo.Application.Accounts;

/// <summary>Ends a session and its streams.</summary>
public sealed record SignOut(SessionId Session);

public sealed class SignOutHandler(ISessions sessions, IRealtimeBroadcaster broadcaster) : ICommandHandler<SignOut, SessionId>
{
    public async Task<SessionId> HandleAsync(SignOut command, CancellationToken ct)
    {
        await sessions.EndAsync(command.Session);
        await broadcaster.EndStreamsOfAsync([command.Session]);
        return command.Session;
    }
}
