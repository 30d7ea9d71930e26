using Xtablo.Domain.Accounts;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Accounts;

/// <summary>The tokens with which programs use the API. Only their hashes are stored.</summary>
public interface ITokens
{
    /// <exception cref="Domain.Common.RefusedException"><c>token.too-many</c>: the account has fifty valid ones.</exception>
    Task AddAsync(NewToken token, CancellationToken ct);

    /// <summary>
    /// The account and the scope of a token; null when it is unknown, revoked, expired or its account is disabled. Called on
    /// each request, so it is cached for a second; a token revoked on this node is dropped at once.
    /// </summary>
    /// <param name="text">The token as sent with the request.</param>
    Task<Bearer?> FindAsync(string? text, CancellationToken ct);

    /// <summary>Returns true while a token is valid. Not cached.</summary>
    Task<bool> StandsAsync(TokenId token, CancellationToken ct);

    /// <summary>The valid tokens of an account, newest first.</summary>
    Task<IReadOnlyList<TokenView>> ListAsync(AccountId account, CancellationToken ct);

    /// <summary>
    /// Revokes a token of this account. No cancellation: a browser that disconnects while revoking has revoked.
    /// </summary>
    /// <returns>False, and nothing changes, when the account has no such token, or it is no longer valid.</returns>
    Task<bool> RevokeAsync(AccountId account, TokenId token);

    /// <summary>Drops what is cached about an account, because it has changed.</summary>
    void Refresh(AccountId account);
}

/// <param name="Hash">SHA-256 of its secret.</param>
public sealed record NewToken(TokenId Id, AccountId Account, byte[] Hash, TokenTerms Terms, DateTimeOffset CreatedAt)
{
    public DateTimeOffset ExpiresAt => CreatedAt.AddDays(Terms.ExpiresInDays);
}

/// <param name="Language">The language tag the account chose; null while the request decides.</param>
/// <param name="Tablos">The tablos it gives access to; null for all of its account's.</param>
public sealed record Bearer(
    TokenId Token, AccountId Account, DisplayName Name, string? Language, IReadOnlyCollection<TabloId>? Tablos);

/// <param name="Tablos"><inheritdoc cref="Bearer" path="/param[@name='Tablos']"/></param>
/// <param name="ExpiresAt">Null when it never expires.</param>
/// <param name="LastUsedAt">To the minute; null when it was never used.</param>
public sealed record TokenView(
    TokenId Id,
    string Label,
    IReadOnlyCollection<TabloId>? Tablos,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? LastUsedAt);
