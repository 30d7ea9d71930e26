using Xtablo.Application.Common;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;

namespace Xtablo.Application.Accounts;

/// <summary>Turns on the second factor of an account. Returns the recovery codes, which cannot be read again.</summary>
/// <param name="Key">The key that the authenticator app was given.</param>
/// <param name="Code">The code that the app shows, so that an app that does not work locks no account out.</param>
public sealed record TurnOnSecondFactor(AccountId Account, string? Password, string Key, string? Code)
{
    /// <summary>Omits the secrets wherever the command is printed.</summary>
    public override string ToString() => nameof(TurnOnSecondFactor);
}

public sealed class TurnOnSecondFactorHandler(
    IAccounts accounts, ISecondFactors factors, IAuthenticatorCodes codes, TimeProvider time)
    : ICommandHandler<TurnOnSecondFactor, IReadOnlyList<string>>
{
    /// <exception cref="RefusedException">
    /// <c>password.wrong</c>, <c>code.wrong</c>, or <c>form.stale</c> for text that is not a key
    /// </exception>
    public async Task<IReadOnlyList<string>> HandleAsync(TurnOnSecondFactor command, CancellationToken ct)
    {
        await accounts.MustHavePasswordAsync(command.Account, command.Password, ct);
        var key = AuthenticatorKey.TryParse(command.Key) ?? throw new RefusedException("form.stale");
        var step = codes.StepOf(key, command.Code, time.Now()) ?? throw new RefusedException("code.wrong", "Code");
        var factor = SecondFactor.TurnOn(key, step, out var recoveryCodes);
        await factors.TurnOnAsync(command.Account, factor, ct);
        return recoveryCodes;
    }
}
