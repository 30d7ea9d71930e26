using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Xtablo.Application.Accounts;
using Xtablo.Application.Common;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;
using Xtablo.Infrastructure.Accounts.Tables;
using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Accounts;

/// <summary>
/// ASP.NET Core Identity keeps the credentials; its users and our accounts share their ids. Adding has a file of its own.
/// </summary>
internal sealed partial class Accounts(
    XtabloDb db,
    Database database,
    UserManager<IdentityUser<Guid>> users,
    PasswordHashes hashes,
    Sessions sessions,
    TimeProvider time) : IAccounts
{
    public async Task<bool> IsFirstRunAsync(CancellationToken ct) => !await db.FirstRun.AnyAsync(ct);

    public async Task<AccountId?> FindByEmailAsync(EmailAddress email, CancellationToken ct) =>
        await FindAnyByEmailAsync(email, ct) is { } account && await db.MaySignInAsync(account, ct) ? account : null;

    public async Task<AccountId?> FindAnyByEmailAsync(EmailAddress email, CancellationToken ct) =>
        await db.FindUserAsync(email, ct) is { } user ? new AccountId(user.Id) : null;

    public async Task RefuseLookAlikeAsync(AccountId account, DisplayName name, CancellationToken ct)
    {
        var others = db.Accounts.Where(a => a.Id != account).Select(a => a.Name).Distinct();
        await foreach (var other in others.AsAsyncEnumerable().WithCancellation(ct))
        {
            if (name.LooksLike(other))
            {
                throw new RefusedException("name.looks-like-another", "Name");
            }
        }
    }

    public async Task<VerifiedPassword?> FindAsync(string email, string password, CancellationToken ct)
    {
        var user = EmailAddress.TryParse(email, out var address) ? await db.FindUserAsync(address, ct) : null;
        if (!await FitsAsync(user, password, ct))
        {
            return null;
        }

        var id = new AccountId(user!.Id);
        return await db.MaySignInAsync(id, ct)
            ? new VerifiedPassword(id, SecondFactors.StampOf(user.SecurityStamp, user.PasswordHash))
            : null;
    }

    public async Task<EmailAddress?> FindEmailAsync(AccountId account, CancellationToken ct)
    {
        var stored = await db.Users.Where(u => u.Id == account.Value).Select(u => u.Email).SingleOrDefaultAsync(ct);
        return EmailAddress.TryParse(stored, out var email) ? email : null;
    }

    public async Task<IEnumerable<string>> WordsOfAsync(AccountId account, CancellationToken ct)
    {
        var name = await db.Accounts.Where(a => a.Id == account).Select(a => a.Name).SingleOrDefaultAsync(ct);
        var email = await FindEmailAsync(account, ct);
        return new[] { name?.Value, email?.Value }.OfType<string>();
    }

    public async Task<bool> HasPasswordAsync(AccountId account, string password, CancellationToken ct) =>
        await FitsAsync(await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == account.Value, ct), password, ct);

    public async Task<bool> ChangeAsync(AccountId account, Action<Account> change, CancellationToken ct)
    {
        await using var write = await database.BeginWriteAsync(db);
        if (await db.Accounts.SingleOrDefaultAsync(a => a.Id == account, ct) is not { } found)
        {
            return false;
        }

        change(found);
        await db.SaveChangesAsync(CancellationToken.None);
        await write.CommitAsync();
        return true;
    }

    public async Task<IReadOnlyList<SessionId>> SetPasswordAsync(AccountId account, Password password, CancellationToken ct)
    {
        var hash = await hashes.HashAsync(password, ct); // slow on purpose, so not in the transaction
        ct.ThrowIfCancellationRequested();
        await using var write = await database.BeginWriteAsync(db);
        var ended = await db.ReplacePasswordAsync(account, hash, AccountNoticeKind.PasswordChanged, time.Now());
        await write.CommitAsync();
        sessions.Forget(ended);
        return ended;
    }

    public async Task<IReadOnlyList<SessionId>?> DisableAsync(EmailAddress email, CancellationToken ct)
    {
        if (await FindAnyByEmailAsync(email, ct) is not { } id)
        {
            return null;
        }

        await using var write = await database.BeginWriteAsync(db);
        var now = time.Now();
        var account = await db.Accounts.SingleAsync(a => a.Id == id, ct);
        account.Disable(now);
        await db.SaveChangesAsync(CancellationToken.None);
        await db.RevokeTokensOfAsync(id, now);
        await db.UseUpResetLinksOfAsync(id, now);
        var ended = await db.EndSessionsOfAsync(id, now);
        await write.CommitAsync();
        sessions.Forget(ended);
        return ended;
    }

    public async Task<bool> EnableAsync(EmailAddress email, CancellationToken ct)
    {
        if (await FindAnyByEmailAsync(email, ct) is not { } id)
        {
            return false;
        }

        await using var write = await database.BeginWriteAsync(db);
        var account = await db.Accounts.SingleAsync(a => a.Id == id, ct);
        if (account.DisabledAt is not null)
        {
            account.Enable();
            await db.NoteAsync(id, AccountNoticeKind.Enabled, time.Now());
        }

        await write.CommitAsync();
        return true;
    }

    /// <summary>Checks a password; a right one that was hashed in an older way is hashed anew.</summary>
    /// <param name="user">Null when there is none: that takes as long as a wrong password.</param>
    private async Task<bool> FitsAsync(IdentityUser<Guid>? user, string password, CancellationToken ct)
    {
        var fit = await hashes.VerifyAsync(user?.PasswordHash, password, ct);
        if (fit is PasswordFit.RightAndOutdated && user is not null)
        {
            var older = user.PasswordHash;
            user.PasswordHash = await hashes.HashAsync(Password.From(password), ct);
            await using var write = await database.BeginWriteAsync(db);
            await db.Users.Where(u => u.Id == user.Id && u.PasswordHash == older)
                .ExecuteUpdateAsync(set => set.SetProperty(u => u.PasswordHash, user.PasswordHash), CancellationToken.None);
            await write.CommitAsync();
        }

        return fit is not PasswordFit.Wrong;
    }
}
