using Xtablo.Application.Common;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Accounts;

namespace Xtablo.Application.Accounts;

/// <summary>Has a token let nobody in any more, and ends its streams.</summary>
public sealed record RevokeToken(AccountId Account, TokenId Token);

/// <summary>Answers false when the account has no such token.</summary>
public sealed class RevokeTokenHandler(ITokens tokens, IRealtimeBroadcaster broadcaster) : ICommandHandler<RevokeToken, bool>
{
    public async Task<bool> HandleAsync(RevokeToken command, CancellationToken ct)
    {
        if (!await tokens.RevokeAsync(command.Account, command.Token))
        {
            return false;
        }

        // It is revoked; that its streams hear of it no longer depends on who asked.
        await broadcaster.EndStreamsOfAsync([command.Token.AsAccess()], CancellationToken.None);
        return true;
    }
}
