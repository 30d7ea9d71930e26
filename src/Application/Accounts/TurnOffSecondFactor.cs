using Xtablo.Application.Common;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;

namespace Xtablo.Application.Accounts;

/// <summary>Turns off the second factor of an account: it signs in with its password alone. Idempotent.</summary>
public sealed record TurnOffSecondFactor(AccountId Account, string? Password)
{
    /// <summary>Omits the password wherever the command is printed.</summary>
    public override string ToString() => nameof(TurnOffSecondFactor);
}

public sealed class TurnOffSecondFactorHandler(IAccounts accounts, ISecondFactors factors)
    : ICommandHandler<TurnOffSecondFactor, AccountId>
{
    /// <exception cref="RefusedException"><c>password.wrong</c></exception>
    public async Task<AccountId> HandleAsync(TurnOffSecondFactor command, CancellationToken ct)
    {
        await accounts.MustHavePasswordAsync(command.Account, command.Password, ct);
        await factors.TurnOffAsync(command.Account, AccountNoticeKind.SecondFactorOff, ct);
        return command.Account;
    }
}
