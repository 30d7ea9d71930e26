using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Xtablo.Application.Accounts;
using Xtablo.Application.Common;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;
using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Accounts;

/// <summary>Where ASP.NET Core Identity keeps passkeys; the moment of the last use of each is among its tokens.</summary>
internal sealed class Passkeys(XtabloDb db, Database database, UserManager<IdentityUser<Guid>> users, TimeProvider time)
    : IPasskeys
{
    public const string LastUses = "Xtablo.PasskeyUse";

    public async Task<IReadOnlyList<PasskeyView>> ListAsync(AccountId account, CancellationToken ct)
    {
        var user = await UserAsync(account);
        var list = new List<PasskeyView>();
        foreach (var passkey in (await users.GetPasskeysAsync(user)).OrderBy(each => each.CreatedAt))
        {
            var key = Passkey.KeyOf(passkey.CredentialId);
            var used = await users.GetAuthenticationTokenAsync(user, LastUses, key);
            var usedAt = used is null ? (DateTimeOffset?)null : DateTimeOffset.Parse(used, CultureInfo.InvariantCulture);
            list.Add(new(key, passkey.Name, passkey.CreatedAt, usedAt));
        }

        return list;
    }

    public async Task AddAsync(AccountId account, Passkey passkey, CancellationToken ct)
    {
        await using var write = await database.BeginWriteAsync(db);
        MustHaveBeenStored(await users.AddOrUpdatePasskeyAsync(await UserAsync(account), InfoOf(passkey)));
        await db.NoteAsync(account, AccountNoticeKind.PasskeyAdded, time.Now());
        await write.CommitAsync();
    }

    public async Task<bool> RemoveAsync(AccountId account, string? key, CancellationToken ct)
    {
        await using var write = await database.BeginWriteAsync(db);
        var user = await UserAsync(account);
        var passkey = (await users.GetPasskeysAsync(user)).FirstOrDefault(each => Passkey.KeyOf(each.CredentialId) == key);
        if (passkey is null)
        {
            return false;
        }

        MustHaveBeenStored(await users.RemovePasskeyAsync(user, passkey.CredentialId));
        await users.RemoveAuthenticationTokenAsync(user, LastUses, Passkey.KeyOf(passkey.CredentialId));
        await db.NoteAsync(account, AccountNoticeKind.PasskeyRemoved, time.Now());
        await write.CommitAsync();
        return true;
    }

    public async Task NoteUseAsync(AccountId account, Passkey passkey, CancellationToken ct)
    {
        var user = await UserAsync(account);
        MustHaveBeenStored(await users.AddOrUpdatePasskeyAsync(user, InfoOf(passkey)));
        var now = time.Now().ToString("o", CultureInfo.InvariantCulture);
        await users.SetAuthenticationTokenAsync(user, LastUses, passkey.Key, now);
    }

    private async Task<IdentityUser<Guid>> UserAsync(AccountId account) =>
        await users.FindByIdAsync(account.ToString())
        ?? throw new InvalidOperationException("This account has no credentials.");

    private static UserPasskeyInfo InfoOf(Passkey passkey) => new(
        passkey.CredentialId,
        passkey.PublicKey,
        passkey.CreatedAt,
        passkey.SignCount,
        passkey.Transports?.ToArray(),
        isUserVerified: true,
        passkey.IsBackupEligible,
        passkey.IsBackedUp,
        passkey.Attestation,
        passkey.ClientData)
    { Name = passkey.Name };

    /// <summary>Two changes at the same moment are a failure that is worth another try, and no success.</summary>
    private static void MustHaveBeenStored(IdentityResult result)
    {
        if (!result.Succeeded)
        {
            throw new RefusedException("passkey.not-added");
        }
    }
}
