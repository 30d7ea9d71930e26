using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Text;
using Xtablo.Infrastructure.Accounts.Tables;
using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Accounts;

/// <summary>Shared queries and changes. Call the changes in a write transaction.</summary>
internal static class AccountStatements
{
    /// <summary>Returns false when the account is disabled or unknown.</summary>
    public static Task<bool> MaySignInAsync(this XtabloDb db, AccountId account, CancellationToken ct) =>
        db.Accounts.AnyAsync(a => a.Id == account && a.DisabledAt == null, ct);

    /// <summary>Adds a notice for the owner of an account.</summary>
    public static async Task NoteAsync(this XtabloDb db, AccountId account, AccountNoticeKind kind, DateTimeOffset now)
    {
        db.AccountNotices.Add(new AccountNoticeRow { Id = Guid.CreateVersion7(now), AccountId = account, Kind = kind, At = now });
        await db.SaveChangesAsync();
    }

    /// <summary>Tokens that are neither revoked nor expired, of accounts that may sign in.</summary>
    public static IQueryable<TokenRow> StandingTokens(this XtabloDb db, DateTimeOffset now) => db.Tokens.Where(token =>
        token.RevokedAt == null
        && (token.ExpiresAt == null || token.ExpiresAt > now)
        && db.Set<Account>().Any(account => account.Id == token.AccountId && account.DisabledAt == null));

    /// <summary>The link of this secret, if it is neither used nor expired and its account may sign in.</summary>
    public static IQueryable<ResetLinkRow> OpenResetLinks(this XtabloDb db, Secret secret, DateTimeOffset now)
    {
        var hash = secret.Hash();
        return
            from link in db.ResetLinks
            join account in db.Accounts on link.AccountId equals account.Id
            where link.SecretHash == hash && link.UsedAt == null && link.ExpiresAt > now && account.DisabledAt == null
            select link;
    }

    /// <param name="notice">What its owner is told.</param>
    /// <returns>The sessions that ended.</returns>
    public static async Task<IReadOnlyList<SessionId>> ReplacePasswordAsync(
        this XtabloDb db, AccountId account, string hash, AccountNoticeKind notice, DateTimeOffset now)
    {
        var stamp = RandomNumberGenerator.GetHexString(32);
        await db.Users.Where(u => u.Id == account.Value).ExecuteUpdateAsync(set => set
            .SetProperty(u => u.PasswordHash, hash)
            .SetProperty(u => u.SecurityStamp, stamp)
            .SetProperty(u => u.ConcurrencyStamp, stamp));
        await db.NoteAsync(account, notice, now);
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

    public static async Task RemovePasskeysOfAsync(this XtabloDb db, AccountId account)
    {
        await db.Set<IdentityUserPasskey<Guid>>().Where(p => p.UserId == account.Value).ExecuteDeleteAsync();
        await db.UserTokens
            .Where(t => t.UserId == account.Value && t.LoginProvider == Passkeys.LastUses)
            .ExecuteDeleteAsync();
    }
}
