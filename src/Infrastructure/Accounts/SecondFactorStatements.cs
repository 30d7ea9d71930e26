using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Xtablo.Domain.Accounts;
using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Accounts;

/// <summary>Changes of second factors that several ports make. Call them in a write transaction.</summary>
internal static class SecondFactorStatements
{
    /// <summary>Returns false when there was none.</summary>
    public static async Task<bool> TakeOffSecondFactorAsync(this XtabloDb db, AccountId account)
    {
        var stamp = RandomNumberGenerator.GetHexString(32); // so that a sign-in that is half-way starts over
        var taken = await db.Users.Where(u => u.Id == account.Value && u.TwoFactorEnabled).ExecuteUpdateAsync(set => set
            .SetProperty(u => u.TwoFactorEnabled, false)
            .SetProperty(u => u.SecurityStamp, stamp)
            .SetProperty(u => u.ConcurrencyStamp, stamp));
        await db.UserTokens
            .Where(t => t.UserId == account.Value
                && ((t.LoginProvider == SecondFactors.IdentityStore && t.Name == SecondFactors.IdentityKey)
                    || (t.LoginProvider == SecondFactors.OwnStore && t.Name == SecondFactors.Left)))
            .ExecuteDeleteAsync();
        await db.ForgiveWrongCodesAsync(account);
        return taken > 0;
    }

    public static Task ForgiveWrongCodesAsync(this XtabloDb db, AccountId account) => db.Users
        .Where(u => u.Id == account.Value && u.AccessFailedCount > 0)
        .ExecuteUpdateAsync(set => set
            .SetProperty(u => u.AccessFailedCount, 0)
            .SetProperty(u => u.LockoutEnd, (DateTimeOffset?)null));
}
