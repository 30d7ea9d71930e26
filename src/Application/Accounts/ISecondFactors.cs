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

    /// <summary>Stores what is left after a code was used.</summary>
    /// <returns>
    /// False, and nothing is stored, when the factor is no longer <paramref name="before"/>: the same code was used at the same
    /// time.
    /// </returns>
    Task<bool> TryReplaceAsync(AccountId account, SecondFactor before, SecondFactor after);

    Task TurnOffAsync(AccountId account, CancellationToken ct);
}
