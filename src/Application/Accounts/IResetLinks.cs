using Xtablo.Domain.Accounts;
using Xtablo.Domain.Text;

namespace Xtablo.Application.Accounts;

/// <summary>Links through which a person who has lost their password sets a new one; each works once.</summary>
public interface IResetLinks
{
    /// <summary>Creates a link.</summary>
    /// <param name="life">How long until it expires.</param>
    /// <param name="mostInAnHour">How many may be created for an account in an hour; null for no limit.</param>
    /// <returns>The secret of the link; null when there is no such account, it is disabled, or its limit is reached.</returns>
    Task<Secret?> MakeAsync(EmailAddress email, TimeSpan life, int? mostInAnHour, CancellationToken ct);

    /// <summary>Returns true while the link is valid. This does not use it up: mail scanners open links too.</summary>
    /// <param name="secret">As written in the address; text that cannot be a secret gives false.</param>
    Task<bool> OpensAsync(string? secret, CancellationToken ct);

    /// <summary>
    /// Sets a new password and uses up the link. In the same transaction the account's sessions end, its other links are used
    /// up and its tokens are revoked.
    /// </summary>
    /// <returns>The sessions that have ended; null when the link is unknown, used, expired or of a disabled account.</returns>
    Task<IReadOnlyList<SessionId>?> UseAsync(Secret secret, Password password, CancellationToken ct);
}
