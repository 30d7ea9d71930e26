using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;

namespace Xtablo.Application.Accounts;

/// <summary>All accounts, and the credentials they sign in with.</summary>
public interface IAccounts
{
    /// <summary>Returns true until the first account is created.</summary>
    Task<bool> IsFirstRunAsync(CancellationToken ct);

    /// <summary>The account with this e-mail; null when there is none or it is disabled.</summary>
    Task<AccountId?> FindByEmailAsync(EmailAddress email, CancellationToken ct);

    /// <summary>The account with this e-mail, disabled or not; null when there is none.</summary>
    Task<AccountId?> FindAnyByEmailAsync(EmailAddress email, CancellationToken ct);

    /// <summary>Adds the very first account.</summary>
    /// <returns>False, and nothing is stored, when there is an account already.</returns>
    Task<bool> TryAddFirstAsync(Account account, EmailAddress email, Password password, CancellationToken ct);

    /// <summary>Adds an account; if it is the very first, it completes the set-up.</summary>
    /// <exception cref="RefusedException"><c>email.taken</c>, or as <see cref="RefuseLookAlikeAsync"/>.</exception>
    Task AddAsync(Account account, EmailAddress email, Password password, CancellationToken ct);

    /// <summary>Undoes <see cref="AddAsync"/> for an account that nobody has used yet.</summary>
    Task TakeBackAsync(AccountId account);

    /// <summary>
    /// Refuses a name that could be mistaken for another account's although it is written with other letters. Sharing a name
    /// is harmless; impersonation is not.
    /// </summary>
    /// <param name="account">The account that wants the name; its present name is ignored.</param>
    /// <exception cref="RefusedException"><c>name.looks-like-another</c></exception>
    Task RefuseLookAlikeAsync(AccountId account, DisplayName name, CancellationToken ct);

    /// <summary>
    /// Checks credentials. Returns null when the e-mail is unknown, the password wrong or the account disabled: these cases
    /// are indistinguishable and take equally long.
    /// </summary>
    Task<VerifiedPassword?> FindAsync(string email, string password, CancellationToken ct);

    /// <summary>Returns null when the account is unknown.</summary>
    Task<EmailAddress?> FindEmailAsync(AccountId account, CancellationToken ct);

    /// <summary>
    /// The name and the e-mail of an account, which others know: what its password must not be. Empty when it is unknown.
    /// </summary>
    Task<IEnumerable<string>> WordsOfAsync(AccountId account, CancellationToken ct);

    /// <summary>Returns true when the password is the account's. Computes a slow hash.</summary>
    Task<bool> HasPasswordAsync(AccountId account, string password, CancellationToken ct);

    /// <summary>Changes an account. Returns false when there is no such account.</summary>
    Task<bool> ChangeAsync(AccountId account, Action<Account> change, CancellationToken ct);

    /// <summary>Sets a new password. In the same transaction its sessions end and its reset links are used up.</summary>
    /// <returns>The sessions that have ended; the caller must end their streams.</returns>
    Task<IReadOnlyList<SessionId>> SetPasswordAsync(AccountId account, Password password, CancellationToken ct);

    /// <summary>
    /// Disables an account. In the same transaction its sessions end, its tokens are revoked and its reset links are used up.
    /// Idempotent.
    /// </summary>
    /// <returns>The sessions that have ended; null when there is no such account.</returns>
    Task<IReadOnlyList<SessionId>?> DisableAsync(EmailAddress email, CancellationToken ct);

    /// <summary>Lets an account sign in again. Idempotent. Returns false when there is no such account.</summary>
    Task<bool> EnableAsync(EmailAddress email, CancellationToken ct);
}

/// <summary>The account whose password was verified.</summary>
/// <param name="Stamp">
/// What <see cref="ISecondFactors.StampAsync"/> returned then: when it has changed since, the password may no longer be right.
/// </param>
public sealed record VerifiedPassword(AccountId Account, string Stamp);

public static class PasswordConfirmation
{
    /// <summary>Confirms, before a lasting change, that the request comes from the owner of the account.</summary>
    /// <exception cref="RefusedException"><c>password.wrong</c>; the field is <c>Password</c>.</exception>
    public static async Task<bool> MustHavePasswordAsync(
        this IAccounts accounts, AccountId account, string? password, CancellationToken ct) =>
        await accounts.HasPasswordAsync(account, password ?? "", ct)
            ? true
            : throw new RefusedException("password.wrong", "Password");
}
