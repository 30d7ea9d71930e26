using Xtablo.Domain.Accounts;
using Xtablo.Domain.Text;

namespace Xtablo.Application.Accounts;

/// <summary>Links through which a person who has lost their password sets a new one; each works once.</summary>
public interface IResetLinks
{
    /// <summary>Creates a link.</summary>
    /// <returns>Null when there is no such account, it is disabled, or its limit is reached.</returns>
    Task<MadeResetLink?> MakeAsync(EmailAddress email, ResetLinkTerms terms, CancellationToken ct);

    /// <summary>
    /// Finds a link that is valid; null when there is none. This does not use it up: mail scanners open links too.
    /// </summary>
    /// <param name="secret">As written in the address; text that cannot be a secret gives null.</param>
    Task<OpenResetLink?> FindAsync(string? secret, CancellationToken ct);

    /// <summary>
    /// Sets a new password and uses up the link. In the same transaction ends whatever an intruder may have planted before:
    /// the account's sessions, its other links, its tokens and its passkeys.
    /// </summary>
    /// <param name="withoutSecondFactor">Turns it off too, if the operator made this link; else it stays.</param>
    /// <returns>The sessions that have ended; null when the link is unknown, used, expired or of a disabled account.</returns>
    Task<IReadOnlyList<SessionId>?> UseAsync(
        Secret secret, Password password, bool withoutSecondFactor, CancellationToken ct);
}

/// <param name="Life">How long until it expires.</param>
/// <param name="MostInAnHour">How many may be created for an account in an hour; null for no limit.</param>
/// <param name="ByOperator">
/// True when the operator vouches for who gets it; false for one that is mailed, which proves a mailbox and no more.
/// </param>
public sealed record ResetLinkTerms(TimeSpan Life, int? MostInAnHour, bool ByOperator);

/// <param name="Owner">The e-mail that is stored, which a letter must go to: never the one that was typed.</param>
public sealed record MadeResetLink(Secret Secret, EmailAddress Owner);

/// <param name="HasSecondFactor">True when its owner signs in with a second factor.</param>
public sealed record OpenResetLink(AccountId Account, bool ByOperator, bool HasSecondFactor);
