using Xtablo.Application.Common;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Accounts;

namespace Xtablo.Application.Accounts;

/// <summary>Revokes a token and ends its streams.</summary>
public sealed record RevokeToken(AccountId Account, TokenId Token);

/// <summary>Returns false when the account has no such token, or it is no longer valid.</summary>
public sealed class RevokeTokenHandler(ITokens tokens, IRealtimeBroadcaster broadcaster) : ICommandHandler<RevokeToken, bool>
{
    public async Task<bool> HandleAsync(RevokeToken command, CancellationToken ct)
    {
        if (!await tokens.RevokeAsync(command.Account, command.Token))
        {
            return false;
        }

        // It is revoked: ending its streams must no longer depend on the caller.
        await broadcaster.EndStreamsOfAsync([command.Token.AsAccess()], CancellationToken.None);
        return true;
    }
}
