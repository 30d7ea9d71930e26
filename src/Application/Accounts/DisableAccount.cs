using Xtablo.Application.Common;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Accounts;

namespace Xtablo.Application.Accounts;

/// <summary>Lets an account sign in no more, and ends all it has open.</summary>
public sealed record DisableAccount(string? Email);

/// <summary>Answers false when there is no such account.</summary>
public sealed class DisableAccountHandler(IAccounts accounts, IRealtimeBroadcaster broadcaster) : ICommandHandler<DisableAccount, bool>
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
