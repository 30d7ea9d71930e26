using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;

namespace Xtablo.Application.Accounts;

/// <summary>All accounts, and the credentials they sign in with.</summary>
public interface IAccounts
{
    /// <summary>True until the first account was made.</summary>
    Task<bool> IsFirstRunAsync(CancellationToken ct);

    /// <summary>Adds the very first account.</summary>
    /// <returns>False, and nothing is stored, when another was first.</returns>
    Task<bool> TryAddFirstAsync(Account account, EmailAddress email, Password password, CancellationToken ct);

    /// <exception cref="DomainException"><c>email.taken</c></exception>
    Task AddAsync(Account account, EmailAddress email, Password password, CancellationToken ct);

    /// <summary>Undoes <see cref="AddAsync"/> for an account that nobody has used yet.</summary>
    Task TakeBackAsync(AccountId account);

    /// <summary>
    /// Who signs in with these. Null when the e-mail is unknown, the password wrong or the account disabled: these look
    /// alike and take equally long.
    /// </summary>
    Task<AccountId?> FindAsync(string email, string password, CancellationToken ct);
}
