using Xtablo.Domain.Accounts;

namespace Xtablo.Application.Accounts;

/// <summary>The signed-in browsers, kept on the server: a cookie only identifies a session.</summary>
public interface ISessions
{
    /// <summary>Starts a session. An account has at most fifty: the one that was used least recently ends.</summary>
    /// <param name="device">The browser's User-Agent, for the list of sessions; truncated to 200 characters.</param>
    Task<SessionId> StartAsync(AccountId account, string device, CancellationToken ct);

    /// <summary>
    /// The account of a session; null when the session has ended or is unknown, or the account is disabled. Called on each
    /// request, so it is cached.
    /// </summary>
    Task<SignedIn?> FindAsync(SessionId session, CancellationToken ct);

    /// <summary>
    /// Ends a session at once. Idempotent; an unknown session is no change. No cancellation: a browser that disconnects while
    /// signing out is signed out.
    /// </summary>
    Task EndAsync(SessionId session);

    /// <summary>Ends all sessions of an account at once.</summary>
    /// <returns>The sessions that this call has ended.</returns>
    Task<IReadOnlyList<SessionId>> EndAllAsync(AccountId account);

    /// <summary>The sessions of an account that have not ended, last used first.</summary>
    Task<IReadOnlyList<SessionView>> ListAsync(AccountId account, CancellationToken ct);

    /// <summary>
    /// Returns true when someone has signed in with this session, or confirmed it by their password, in the last ten minutes.
    /// </summary>
    Task<bool> IsFreshAsync(SessionId session, CancellationToken ct);

    /// <summary>Stores that its owner has just typed their password once more.</summary>
    Task NoteConfirmedAsync(SessionId session);

    /// <summary>Drops what is cached about an account, because it has changed.</summary>
    void Refresh(AccountId account);
}

/// <param name="Language">The language tag the account chose; null while the browser decides.</param>
public sealed record SignedIn(
    SessionId Session, AccountId Account, DisplayName Name, string? Language, Preferences Preferences);

/// <param name="Device">The browser's User-Agent.</param>
/// <param name="LastUsedAt">To the minute.</param>
public sealed record SessionView(SessionId Id, string Device, DateTimeOffset LastUsedAt);
