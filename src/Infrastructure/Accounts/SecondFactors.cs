using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Xtablo.Application.Accounts;
using Xtablo.Application.Common;
using Xtablo.Domain.Accounts;
using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Accounts;

/// <summary>
/// The key is where ASP.NET Core Identity keeps it. Beside it, one row holds the last step that was used and the hashes of
/// the recovery codes that are left. It is replaced only if it is still as it was read, so that a code that is sent twice at
/// the same time works once.
/// </summary>
internal sealed class SecondFactors(
    XtabloDb db, Database database, UserManager<IdentityUser<Guid>> users, TimeProvider time) : ISecondFactors
{
    public const string IdentityStore = "[AspNetUserStore]"; // as in UserManager.GetAuthenticatorKeyAsync
    public const string IdentityKey = "AuthenticatorKey";
    public const string OwnStore = "Xtablo";
    public const string Left = "SecondFactor";

    public async Task<SecondFactor?> FindAsync(AccountId account, CancellationToken ct)
    {
        var found = await (
            from user in db.Users
            where user.Id == account.Value
                && user.TwoFactorEnabled
                && db.Set<Account>().Any(a => a.Id == account && a.DisabledAt == null)
            from key in db.UserTokens
            where key.UserId == user.Id && key.LoginProvider == IdentityStore && key.Name == IdentityKey
            from left in db.UserTokens
            where left.UserId == user.Id && left.LoginProvider == OwnStore && left.Name == Left
            select new { Key = key.Value, Left = left.Value }).SingleOrDefaultAsync(ct);
        if (found is null)
        {
            return null;
        }

        var parts = found.Left!.Split(' ');
        var lastStep = long.Parse(parts[0], CultureInfo.InvariantCulture);
        return SecondFactor.FromStored(AuthenticatorKey.TryParse(found.Key)!, lastStep, parts[1..]);
    }

    public async Task<string?> StampAsync(AccountId account, CancellationToken ct)
    {
        var user = await db.Users
            .Where(user => user.Id == account.Value)
            .Select(user => new { user.SecurityStamp, user.PasswordHash })
            .SingleOrDefaultAsync(ct);
        return user is null ? null : StampOf(user.SecurityStamp, user.PasswordHash);
    }

    public static string StampOf(string? securityStamp, string? passwordHash) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{securityStamp} {passwordHash}")));

    public Task TurnOnAsync(AccountId account, SecondFactor factor, CancellationToken ct) => ChangeAsync(account, async user =>
    {
        await db.NoteAsync(account, AccountNoticeKind.SecondFactorOn, time.Now());
        await users.SetAuthenticationTokenAsync(user, IdentityStore, IdentityKey, factor.Key.Text);
        await users.SetAuthenticationTokenAsync(user, OwnStore, Left, TextOf(factor));
        return await users.SetTwoFactorEnabledAsync(user, enabled: true);
    });

    public async Task<bool> TryReplaceAsync(AccountId account, SecondFactor before, SecondFactor after)
    {
        var (was, left) = (TextOf(before), TextOf(after));
        await using var write = await database.BeginWriteAsync(db);
        var replaced = await db.UserTokens
            .Where(token => token.UserId == account.Value
                && token.LoginProvider == OwnStore
                && token.Name == Left
                && token.Value == was)
            .ExecuteUpdateAsync(set => set.SetProperty(token => token.Value, left), CancellationToken.None);
        if (replaced == 1)
        {
            await db.ForgiveWrongCodesAsync(account);
        }

        await write.CommitAsync();
        return replaced == 1;
    }

    public async Task TurnOffAsync(AccountId account, AccountNoticeKind notice, CancellationToken ct)
    {
        await using var write = await database.BeginWriteAsync(db);
        if (await db.TakeOffSecondFactorAsync(account))
        {
            await db.NoteAsync(account, notice, time.Now());
        }

        await write.CommitAsync();
    }

    public async Task<TimeSpan?> WaitAsync(AccountId account, CancellationToken ct)
    {
        var until = await db.Users
            .Where(user => user.Id == account.Value)
            .Select(user => user.LockoutEnd)
            .SingleOrDefaultAsync(ct);
        var now = time.Now();
        return until > now ? until - now : null;
    }

    public async Task<int> NoteWrongAsync(AccountId account)
    {
        await using var write = await database.BeginWriteAsync(db);
        var counted = db.Users.Where(user => user.Id == account.Value);
        await counted.ExecuteUpdateAsync(
            set => set.SetProperty(user => user.AccessFailedCount, user => user.AccessFailedCount + 1));
        var inARow = await counted.Select(user => user.AccessFailedCount).SingleOrDefaultAsync();
        var now = time.Now();
        DateTimeOffset? until = now + WrongCodes.WaitAfter(inARow);
        await counted.ExecuteUpdateAsync(set => set.SetProperty(user => user.LockoutEnd, until));
        if (WrongCodes.AreWorthTelling(inARow))
        {
            await db.NoteAsync(account, AccountNoticeKind.WrongCodes, now);
        }

        await write.CommitAsync();
        return inARow;
    }

    private async Task ChangeAsync(AccountId account, Func<IdentityUser<Guid>, Task<IdentityResult>> change)
    {
        await using var write = await database.BeginWriteAsync(db);
        var user = await users.FindByIdAsync(account.ToString())
            ?? throw new InvalidOperationException("There is no such account.");
        var result = await change(user);
        if (!result.Succeeded)
        {
            throw new InvalidOperationException(
                $"Identity refused a change of the second factor: {result.Errors.First().Code}");
        }

        await write.CommitAsync();
    }

    private static string TextOf(SecondFactor factor) =>
        string.Join(' ', factor.RecoveryHashes.Prepend(factor.LastStep.ToString(CultureInfo.InvariantCulture)));
}
