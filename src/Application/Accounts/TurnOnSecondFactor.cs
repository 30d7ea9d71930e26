using Xtablo.Application.Common;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;

namespace Xtablo.Application.Accounts;

/// <summary>Has an account asked for a code from now on. It answers the recovery codes, which are never shown again.</summary>
/// <param name="Key">That the authenticator app was given.</param>
/// <param name="Code">That the app shows, so that nobody is locked out by an app that does not work.</param>
public sealed record TurnOnSecondFactor(AccountId Account, string? Password, string Key, string? Code)
{
    /// <summary>Without the secrets, wherever it is printed.</summary>
    public override string ToString() => nameof(TurnOnSecondFactor);
}

public sealed class TurnOnSecondFactorHandler(IAccounts accounts, ISecondFactors factors, TimeProvider time)
    : ICommandHandler<TurnOnSecondFactor, IReadOnlyList<string>>
{
    /// <exception cref="RefusedException"><c>password.wrong</c>, <c>code.wrong</c>, or <c>form.stale</c> for what is no key.</exception>
    public async Task<IReadOnlyList<string>> HandleAsync(TurnOnSecondFactor command, CancellationToken ct)
    {
        await accounts.MustHavePasswordAsync(command.Account, command.Password, ct);
        var key = AuthenticatorKey.TryParse(command.Key) ?? throw new RefusedException("form.stale");
        var factor = SecondFactor.TurnOn(key, command.Code, time.Now(), out var recoveryCodes) ?? throw new RefusedException("code.wrong", "Code");
        await factors.TurnOnAsync(command.Account, factor, ct);
        return recoveryCodes;
    }
}
