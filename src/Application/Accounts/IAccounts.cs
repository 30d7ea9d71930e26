using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;

namespace Xtablo.Application.Accounts;

/// <summary>All accounts, and the credentials they sign in with.</summary>
public interface IAccounts
{
    /// <summary>True until the first account was made.</summary>
    Task<bool> IsFirstRunAsync(CancellationToken ct);

    /// <summary>Whose e-mail this is; null when nobody's who may sign in.</summary>
    Task<AccountId?> FindByEmailAsync(EmailAddress email, CancellationToken ct);

    /// <summary>Adds the very first account.</summary>
    /// <returns>False, and nothing is stored, when another was first.</returns>
    Task<bool> TryAddFirstAsync(Account account, EmailAddress email, Password password, CancellationToken ct);

    /// <summary>Adds an account; if it is the very first, there is no set-up any more.</summary>
    /// <exception cref="RefusedException"><c>email.taken</c>, or as <see cref="RefuseLookAlikeAsync"/>.</exception>
    Task AddAsync(Account account, EmailAddress email, Password password, CancellationToken ct);

    /// <summary>Undoes <see cref="AddAsync"/> for an account that nobody has used yet.</summary>
    Task TakeBackAsync(AccountId account);

    /// <summary>
    /// Refuses a name that could be taken for another account's while it is written with other letters. Sharing a name is
    /// no harm; posing as someone is.
    /// </summary>
    /// <param name="account">Whose own name does not count.</param>
    /// <exception cref="RefusedException"><c>name.looks-like-another</c></exception>
    Task RefuseLookAlikeAsync(AccountId account, DisplayName name, CancellationToken ct);

    /// <summary>
    /// Who signs in with these. Null when the e-mail is unknown, the password wrong or the account disabled: these look
    /// alike and take equally long.
    /// </summary>
    Task<VerifiedPassword?> FindAsync(string email, string password, CancellationToken ct);

    /// <summary>Null for an unknown account.</summary>
    Task<EmailAddress?> FindEmailAsync(AccountId account, CancellationToken ct);

    /// <summary>True when it is the account's; takes as long as a hash takes.</summary>
    Task<bool> HasPasswordAsync(AccountId account, string password, CancellationToken ct);

    /// <summary>Changes what is known of an account; false when there is none.</summary>
    Task<bool> ChangeAsync(AccountId account, Action<Account> change, CancellationToken ct);

    /// <summary>Sets another password. In the same moment all sessions of the account end, and its reset links with them.</summary>
    /// <returns>The sessions that have ended, whose streams are to end too.</returns>
    Task<IReadOnlyList<SessionId>> SetPasswordAsync(AccountId account, Password password, CancellationToken ct);

    /// <summary>
    /// Lets an account sign in no more. In the same moment all its sessions end, its tokens are revoked and its reset links
    /// used up. Again is no change.
    /// </summary>
    /// <returns>The sessions that have ended; null when there is no such account.</returns>
    Task<IReadOnlyList<SessionId>?> DisableAsync(EmailAddress email, CancellationToken ct);
}

/// <summary>Whose password was right.</summary>
/// <param name="Stamp">As <see cref="ISecondFactors.StampAsync"/> was then: another one since means that it may be right no more.</param>
public sealed record VerifiedPassword(AccountId Account, string Stamp);

public static class PasswordConfirmation
{
    /// <summary>Confirms that who asks for something lasting is who the account belongs to.</summary>
    /// <exception cref="RefusedException"><c>password.wrong</c>; the field is <c>Password</c>.</exception>
    public static async Task<bool> MustHavePasswordAsync(this IAccounts accounts, AccountId account, string? password, CancellationToken ct) =>
        await accounts.HasPasswordAsync(account, password ?? "", ct) ? true : throw new RefusedException("password.wrong", "Password");
}
