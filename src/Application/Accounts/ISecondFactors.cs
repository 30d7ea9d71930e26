using Xtablo.Domain.Accounts;

namespace Xtablo.Application.Accounts;

/// <summary>The second factors of accounts, for those that have one.</summary>
public interface ISecondFactors
{
    /// <summary>Returns null when the account has none, or is disabled.</summary>
    Task<SecondFactor?> FindAsync(AccountId account, CancellationToken ct);

    /// <summary>
    /// Returns a value that changes whenever the password or the second factor does; null when the account is unknown.
    /// </summary>
    Task<string?> StampAsync(AccountId account, CancellationToken ct);

    Task TurnOnAsync(AccountId account, SecondFactor factor, CancellationToken ct);

    /// <summary>Stores what is left after a code was used, which forgives the wrong ones before it.</summary>
    /// <returns>
    /// False, and nothing is stored, when the factor is no longer <paramref name="before"/>: the same code was used at the same
    /// time.
    /// </returns>
    Task<bool> TryReplaceAsync(AccountId account, SecondFactor before, SecondFactor after);

    /// <param name="notice">What its owner is told.</param>
    Task TurnOffAsync(AccountId account, AccountNoticeKind notice, CancellationToken ct);

    /// <summary>How long no code of this account is tried, after wrong ones; null when one may be tried.</summary>
    Task<TimeSpan?> WaitAsync(AccountId account, CancellationToken ct);

    /// <summary>Stores one more wrong code in a row, and has their owner told where <see cref="WrongCodes"/> says so.</summary>
    /// <returns>How many there are now.</returns>
    Task<int> NoteWrongAsync(AccountId account);
}
