using Xtablo.Domain.Accounts;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Accounts;

/// <summary>The tokens that programs use the API with. Of each only the hash is kept.</summary>
public interface ITokens
{
    Task AddAsync(NewToken token, CancellationToken ct);

    /// <summary>
    /// For whom a token speaks; null when it is unknown, revoked, expired or its account is disabled. Asked on each request,
    /// so it is believed for a second; what is revoked on this node is dropped at once.
    /// </summary>
    /// <param name="text">As it came with the request.</param>
    Task<Bearer?> FindAsync(string? text, CancellationToken ct);

    /// <summary>True while a token lets in; read anew each time.</summary>
    Task<bool> StandsAsync(TokenId token, CancellationToken ct);

    /// <summary>The tokens of an account that still let in, the newest first.</summary>
    Task<IReadOnlyList<TokenView>> ListAsync(AccountId account, CancellationToken ct);

    /// <summary>Has a token of this account let nobody in any more. There is no cancellation: who leaves while revoking has revoked.</summary>
    /// <returns>False, and nothing changes, when the account has no such token, or none that still lets in.</returns>
    Task<bool> RevokeAsync(AccountId account, TokenId token);
}

public sealed record NewToken(TokenId Id, AccountId Account, byte[] Hash, TokenTerms Terms, DateTimeOffset CreatedAt)
{
    public DateTimeOffset ExpiresAt => CreatedAt.AddDays(Terms.ExpiresInDays);
}

/// <param name="Language">The language tag the account chose; null while the request decides.</param>
/// <param name="Tablos">The tablos it opens; null for all of its account's.</param>
public sealed record Bearer(TokenId Token, AccountId Account, DisplayName Name, string? Language, IReadOnlyCollection<TabloId>? Tablos);

/// <param name="Tablos"><inheritdoc cref="Bearer" path="/param[@name='Tablos']"/></param>
/// <param name="LastUsedAt">To the minute; null when it never was.</param>
public sealed record TokenView(
    TokenId Id, string Label, IReadOnlyCollection<TabloId>? Tablos, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? LastUsedAt);
