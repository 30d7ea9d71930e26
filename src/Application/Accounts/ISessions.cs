using Xtablo.Domain.Accounts;

namespace Xtablo.Application.Accounts;

/// <summary>Who is signed in, kept on the server: a cookie only names a session.</summary>
public interface ISessions
{
    /// <param name="device">What the browser says of itself, for the list of sessions; cut to 200 characters.</param>
    Task<SessionId> StartAsync(AccountId account, string device, CancellationToken ct);

    /// <summary>Whom a session stands for; null when it has ended, is unknown or its account is disabled. Asked on each request, so it is cached.</summary>
    Task<SignedIn?> FindAsync(SessionId session, CancellationToken ct);

    /// <summary>Ends a session at once; again, or for an unknown one, is no change. Who leaves while signing out is signed out.</summary>
    Task EndAsync(SessionId session);

    /// <summary>Ends all sessions of an account at once.</summary>
    /// <returns>Those that have ended now.</returns>
    Task<IReadOnlyList<SessionId>> EndAllAsync(AccountId account);

    /// <summary>The sessions of an account that stand, the last used first.</summary>
    Task<IReadOnlyList<SessionView>> ListAsync(AccountId account, CancellationToken ct);

    /// <summary>What is known of an account has changed: it is asked for anew.</summary>
    void Refresh(AccountId account);
}

/// <param name="Language">The language tag the account chose; null while the browser decides.</param>
public sealed record SignedIn(SessionId Session, AccountId Account, DisplayName Name, string? Language);

/// <param name="Device">What the browser said of itself.</param>
/// <param name="LastUsedAt">To the minute.</param>
public sealed record SessionView(SessionId Id, string Device, DateTimeOffset LastUsedAt);
