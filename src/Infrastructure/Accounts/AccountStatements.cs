using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Xtablo.Domain.Accounts;
using Xtablo.Infrastructure.Accounts.Tables;
using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Accounts;

/// <summary>Shared queries and changes. Call the changes in a write transaction.</summary>
internal static class AccountStatements
{
    /// <summary>Returns false when the account is disabled or unknown.</summary>
    public static Task<bool> MaySignInAsync(this XtabloDb db, AccountId account, CancellationToken ct) =>
        db.Accounts.AnyAsync(a => a.Id == account && a.DisabledAt == null, ct);

    /// <summary>The account with this e-mail; null when there is none or it is disabled.</summary>
    /// <param name="normalizedEmail">As Identity stores it.</param>
    public static async Task<AccountId?> FindAccountAsync(this XtabloDb db, string? normalizedEmail, CancellationToken ct)
    {
        var user = await db.Users
            .Where(u => u.NormalizedEmail == normalizedEmail)
            .Select(u => (Guid?)u.Id)
            .SingleOrDefaultAsync(ct);
        return user is { } id && await db.MaySignInAsync(new AccountId(id), ct) ? new AccountId(id) : null;
    }

    /// <summary>Tokens that are neither revoked nor expired, of accounts that may sign in.</summary>
    public static IQueryable<TokenRow> StandingTokens(this XtabloDb db, DateTimeOffset now) => db.Tokens.Where(token =>
        token.RevokedAt == null
        && (token.ExpiresAt == null || token.ExpiresAt > now)
        && db.Set<Account>().Any(account => account.Id == token.AccountId && account.DisabledAt == null));

    /// <returns>The sessions that ended.</returns>
    public static async Task<IReadOnlyList<SessionId>> ReplacePasswordAsync(
        this XtabloDb db, AccountId account, string hash, DateTimeOffset now)
    {
        var stamp = RandomNumberGenerator.GetHexString(32);
        await db.Users.Where(u => u.Id == account.Value).ExecuteUpdateAsync(set => set
            .SetProperty(u => u.PasswordHash, hash)
            .SetProperty(u => u.SecurityStamp, stamp)
            .SetProperty(u => u.ConcurrencyStamp, stamp));
        await db.UseUpResetLinksOfAsync(account, now);
        return await db.EndSessionsOfAsync(account, now);
    }

    /// <returns>The sessions that ended.</returns>
    public static async Task<IReadOnlyList<SessionId>> EndSessionsOfAsync(
        this XtabloDb db, AccountId account, DateTimeOffset now)
    {
        var standing = db.Sessions.Where(s => s.AccountId == account && s.EndedAt == null);
        var ended = await standing.Select(s => s.Id).ToListAsync();
        await standing.ExecuteUpdateAsync(set => set.SetProperty(s => s.EndedAt, now));
        return ended;
    }

    public static Task UseUpResetLinksOfAsync(this XtabloDb db, AccountId account, DateTimeOffset now) =>
        db.ResetLinks
            .Where(r => r.AccountId == account && r.UsedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.UsedAt, now));

    public static Task RevokeTokensOfAsync(this XtabloDb db, AccountId account, DateTimeOffset now) =>
        db.Tokens
            .Where(t => t.AccountId == account && t.RevokedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.RevokedAt, now));
}
