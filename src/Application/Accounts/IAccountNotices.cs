using Xtablo.Domain.Accounts;

namespace Xtablo.Application.Accounts;

/// <summary>
/// What happened to accounts, for their owners to see. Most notices are written by the port that makes the change, in its
/// transaction.
/// </summary>
public interface IAccountNotices
{
    /// <summary>The last ones of an account, the newest first.</summary>
    Task<IReadOnlyList<AccountNotice>> ListAsync(AccountId account, CancellationToken ct);
}
