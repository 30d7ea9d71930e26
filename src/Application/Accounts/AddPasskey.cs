using Xtablo.Application.Common;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;

namespace Xtablo.Application.Accounts;

/// <summary>Adds a passkey. The password is asked for: a passkey outlives the session that someone may have left open.</summary>
/// <param name="Name">What its owner will know it by; as the name of a person may be.</param>
public sealed record AddPasskey(AccountId Account, string? Password, string Name, PasskeyAnswer Answer)
{
    /// <summary>Without the password, wherever it is printed.</summary>
    public override string ToString() => nameof(AddPasskey);
}

/// <summary>Answers the passkey's key, which names it in forms.</summary>
public sealed class AddPasskeyHandler(IAccounts accounts, IPasskeyCeremony ceremony, IPasskeys passkeys)
    : ICommandHandler<AddPasskey, string>
{
    /// <exception cref="RefusedException">
    /// <c>password.wrong</c>, <c>passkey.not-added</c>, or what is wrong with the name.
    /// </exception>
    public async Task<string> HandleAsync(AddPasskey command, CancellationToken ct)
    {
        await accounts.MustHavePasswordAsync(command.Account, command.Password, ct);
        var name = DisplayName.From(command.Name).Value;
        var made = await ceremony.TakeNewAsync(command.Account, command.Answer, ct)
            ?? throw new RefusedException("passkey.not-added");
        await passkeys.AddAsync(command.Account, made with { Name = name }, ct);
        return made.Key;
    }
}
