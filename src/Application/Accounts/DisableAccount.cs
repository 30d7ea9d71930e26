using Xtablo.Application.Common;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Accounts;

namespace Xtablo.Application.Accounts;

/// <summary>Disables an account: it may no longer sign in, and its sessions and streams end. Idempotent.</summary>
public sealed record DisableAccount(string? Email);

/// <summary>Returns false when there is no such account.</summary>
public sealed class DisableAccountHandler(IAccounts accounts, IRealtimeBroadcaster broadcaster)
    : ICommandHandler<DisableAccount, bool>
{
    public async Task<bool> HandleAsync(DisableAccount command, CancellationToken ct)
    {
        if (await accounts.DisableAsync(EmailAddress.From(command.Email), ct) is not { } ended)
        {
            return false;
        }

        await broadcaster.EndStreamsOfAsync(ended);
        return true;
    }
}
