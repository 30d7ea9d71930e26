using Xtablo.Application.Common;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Accounts;

namespace Xtablo.Application.Accounts;

/// <summary>Ends all sessions of an account, the caller's included, and their streams.</summary>
public sealed record SignOutEverywhere(AccountId Account);

/// <summary>Returns how many sessions have ended.</summary>
public sealed class SignOutEverywhereHandler(ISessions sessions, IRealtimeBroadcaster broadcaster)
    : ICommandHandler<SignOutEverywhere, int>
{
    public async Task<int> HandleAsync(SignOutEverywhere command, CancellationToken ct)
    {
        var ended = await sessions.EndAllAsync(command.Account);
        await broadcaster.EndStreamsOfAsync(ended);
        return ended.Count;
    }
}
