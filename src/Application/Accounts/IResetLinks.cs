using Xtablo.Domain.Accounts;
using Xtablo.Domain.Text;

namespace Xtablo.Application.Accounts;

/// <summary>Links by which someone who has lost their password sets another, each once.</summary>
public interface IResetLinks
{
    /// <param name="life">For how long it opens.</param>
    /// <param name="mostInAnHour">How many an account may have made for it; null for any number.</param>
    /// <returns>Null when there is no such account, it is disabled, or has had its many.</returns>
    Task<Secret?> MakeAsync(EmailAddress email, TimeSpan life, int? mostInAnHour, CancellationToken ct);

    /// <summary>True while it would be accepted. Asking does not use it up: scanners of mail open links too.</summary>
    /// <param name="secret">As an address has it; what cannot be a secret opens nothing.</param>
    Task<bool> OpensAsync(string? secret, CancellationToken ct);

    /// <summary>
    /// Sets another password and uses the link up. In the same moment all sessions of its account end, and its other links
    /// with them.
    /// </summary>
    /// <returns>The sessions that have ended; null when the link is unknown, used, expired or of a disabled account.</returns>
    Task<IReadOnlyList<SessionId>?> UseAsync(Secret secret, Password password, CancellationToken ct);
}
