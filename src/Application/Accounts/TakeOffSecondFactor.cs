using Xtablo.Application.Common;
using Xtablo.Domain.Accounts;

namespace Xtablo.Application.Accounts;

/// <summary>
/// Takes the second factor off an account whose owner has lost it, by the operator: it signs in with its password alone, and
/// its owner sees that on the page of their sessions.
/// </summary>
public sealed record TakeOffSecondFactor(string? Email);

/// <summary>Returns false when there is no such account, it is disabled, or it has no second factor.</summary>
public sealed class TakeOffSecondFactorHandler(IAccounts accounts, ISecondFactors factors)
    : ICommandHandler<TakeOffSecondFactor, bool>
{
    public async Task<bool> HandleAsync(TakeOffSecondFactor command, CancellationToken ct)
    {
        if (await accounts.FindByEmailAsync(EmailAddress.From(command.Email), ct) is not { } account
            || await factors.FindAsync(account, ct) is null)
        {
            return false;
        }

        await factors.TurnOffAsync(account, AccountNoticeKind.SecondFactorTakenOff, ct);
        return true;
    }
}
