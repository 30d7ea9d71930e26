using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Xtablo.Domain.Accounts;
using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Accounts;

/// <summary>What ends with an account's password, or with the account. Call these in a transaction that writes.</summary>
internal static class AccountQueries
{
    /// <returns>The sessions that ended.</returns>
    public static async Task<IReadOnlyList<SessionId>> ReplacePasswordAsync(this XtabloDb db, AccountId account, string hash, DateTimeOffset now)
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
    public static async Task<IReadOnlyList<SessionId>> EndSessionsOfAsync(this XtabloDb db, AccountId account, DateTimeOffset now)
    {
        var standing = db.Sessions.Where(s => s.AccountId == account && s.EndedAt == null);
        var ended = await standing.Select(s => s.Id).ToListAsync();
        await standing.ExecuteUpdateAsync(set => set.SetProperty(s => s.EndedAt, now));
        return ended;
    }

    public static Task UseUpResetLinksOfAsync(this XtabloDb db, AccountId account, DateTimeOffset now) =>
        db.ResetLinks.Where(r => r.AccountId == account && r.UsedAt == null).ExecuteUpdateAsync(set => set.SetProperty(r => r.UsedAt, now));

    public static Task RevokeTokensOfAsync(this XtabloDb db, AccountId account, DateTimeOffset now) =>
        db.Tokens.Where(t => t.AccountId == account && t.RevokedAt == null).ExecuteUpdateAsync(set => set.SetProperty(t => t.RevokedAt, now));
}
