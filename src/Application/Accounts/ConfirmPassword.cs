using Xtablo.Application.Common;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;

namespace Xtablo.Application.Accounts;

/// <summary>
/// Confirms that who uses a session is the owner of its account, before something is ended for the others that use it (OWASP
/// ASVS 5.0, 7.5). A sign-in or a confirmation of the last ten minutes is enough.
/// </summary>
/// <param name="Password">Null when none was typed.</param>
public sealed record ConfirmPassword(AccountId Account, SessionId Session, string? Password)
{
    /// <summary>Omits the password wherever the command is printed.</summary>
    public override string ToString() => nameof(ConfirmPassword);
}

/// <summary>Returns the account.</summary>
public sealed class ConfirmPasswordHandler(IAccounts accounts, ISessions sessions) : ICommandHandler<ConfirmPassword, AccountId>
{
    /// <exception cref="RefusedException">
    /// <c>password.needed</c>, or <c>password.wrong</c>; the field is <c>Password</c>.
    /// </exception>
    public async Task<AccountId> HandleAsync(ConfirmPassword command, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(command.Password))
        {
            return await sessions.IsFreshAsync(command.Session, ct)
                ? command.Account
                : throw new RefusedException("password.needed", "Password");
        }

        await accounts.MustHavePasswordAsync(command.Account, command.Password, ct);
        await sessions.NoteConfirmedAsync(command.Session);
        return command.Account;
    }
}
