using Xtablo.Application.Common;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;

namespace Xtablo.Application.Accounts;

/// <summary>
/// Signs in by a passkey alone. The device has verified its owner, by a finger or a number, so it stands for both factors
/// and no code is asked for.
/// </summary>
public sealed record SignInWithPasskey(PasskeyAnswer Answer, string Device);

/// <param name="Email">Of the account that it opened; null for one without.</param>
public sealed record SignedInByPasskey(AccountId Account, SessionId Session, EmailAddress? Email);

public sealed class SignInWithPasskeyHandler(
    IPasskeyCeremony ceremony, IPasskeys passkeys, IAccounts accounts, ISessions sessions)
    : ICommandHandler<SignInWithPasskey, SignedInByPasskey>
{
    /// <exception cref="RefusedException"><c>passkey.unknown</c>, whatever it was that did not fit.</exception>
    public async Task<SignedInByPasskey> HandleAsync(SignInWithPasskey command, CancellationToken ct)
    {
        var proven = await ceremony.TakeAnyAsync(command.Answer, ct) ?? throw new RefusedException("passkey.unknown");
        var session = await sessions.StartAsync(proven.Account, command.Device, ct);
        if (await sessions.FindAsync(session, ct) is null)
        {
            throw new RefusedException("passkey.unknown"); // the account is disabled, which looks alike
        }

        await passkeys.NoteUseAsync(proven.Account, proven.Passkey, ct);
        return new(proven.Account, session, await accounts.FindEmailAsync(proven.Account, ct));
    }
}
