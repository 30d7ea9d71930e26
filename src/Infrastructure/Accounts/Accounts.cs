using System.Data.Common;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Xtablo.Application.Accounts;
using Xtablo.Application.Common;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;
using Xtablo.Infrastructure.Accounts.Tables;
using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Accounts;

/// <summary>ASP.NET Core Identity keeps the credentials; its users and our accounts share their ids.</summary>
internal sealed class Accounts(
    XtabloDb db, Database database, UserManager<IdentityUser<Guid>> users, Sessions sessions, TimeProvider time) : IAccounts
{
    // Verified when there is no such user, so that an unknown e-mail takes as long as a wrong password.
    private static string? hashOfNobody;

    public async Task<bool> IsFirstRunAsync(CancellationToken ct) => !await db.FirstRun.AnyAsync(ct);

    public Task<AccountId?> FindByEmailAsync(EmailAddress email, CancellationToken ct) =>
        db.FindAccountAsync(users.NormalizeEmail(email.Value), ct);

    public async Task<bool> TryAddFirstAsync(Account account, EmailAddress email, Password password, CancellationToken ct)
    {
        if (!await IsFirstRunAsync(ct))
        {
            return false;
        }

        return await StoreAsync(account, email, password, first: true, ct);
    }

    public async Task AddAsync(Account account, EmailAddress email, Password password, CancellationToken ct)
    {
        await RefuseLookAlikeAsync(account.Id, account.Name, ct);
        if (!await TryAddFirstAsync(account, email, password, ct)) // with open registration a stranger may be the first
        {
            await StoreAsync(account, email, password, first: false, ct);
        }
    }

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

    public async Task TakeBackAsync(AccountId account)
    {
        await using var write = await database.BeginWriteAsync(db);
        await db.Users.Where(user => user.Id == account.Value).ExecuteDeleteAsync();
        await db.Accounts.Where(a => a.Id == account).ExecuteDeleteAsync();
        await write.CommitAsync();
    }

    public async Task<VerifiedPassword?> FindAsync(string email, string password, CancellationToken ct)
    {
        var user = EmailAddress.TryParse(email, out var address) ? await users.FindByEmailAsync(address.Value) : null;
        if (user is null)
        {
            hashOfNobody ??= users.PasswordHasher.HashPassword(new(), "nobody's password");
            users.PasswordHasher.VerifyHashedPassword(new(), hashOfNobody, password);
            return null;
        }

        var id = new AccountId(user.Id);
        var fits = await users.CheckPasswordAsync(user, password);
        return fits && await db.MaySignInAsync(id, ct)
            ? new VerifiedPassword(id, SecondFactors.StampOf(user.SecurityStamp, user.PasswordHash))
            : null;
    }

    public async Task<EmailAddress?> FindEmailAsync(AccountId account, CancellationToken ct)
    {
        var stored = await db.Users.Where(u => u.Id == account.Value).Select(u => u.Email).SingleOrDefaultAsync(ct);
        return EmailAddress.TryParse(stored, out var email) ? email : null;
    }

    public async Task<bool> HasPasswordAsync(AccountId account, string password, CancellationToken ct) =>
        await db.Users.SingleOrDefaultAsync(u => u.Id == account.Value, ct) is { } user
        && await users.CheckPasswordAsync(user, password);

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
        var hash = users.PasswordHasher.HashPassword(new(), password.Text); // slow on purpose, so not in the transaction
        ct.ThrowIfCancellationRequested();
        await using var write = await database.BeginWriteAsync(db);
        var ended = await db.ReplacePasswordAsync(account, hash, time.Now());
        await write.CommitAsync();
        sessions.Forget(ended);
        return ended;
    }

    public async Task<IReadOnlyList<SessionId>?> DisableAsync(EmailAddress email, CancellationToken ct)
    {
        if (await users.FindByEmailAsync(email.Value) is not { } user)
        {
            return null;
        }

        var id = new AccountId(user.Id);
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

    private async Task<bool> StoreAsync(Account account, EmailAddress email, Password password, bool first, CancellationToken ct)
    {
        var user = new IdentityUser<Guid> { Id = account.Id.Value, UserName = email.Value, Email = email.Value };
        user.PasswordHash = users.PasswordHasher.HashPassword(user, password.Text); // slow on purpose, so not in the transaction
        ct.ThrowIfCancellationRequested();
        await using var write = await database.BeginWriteAsync(db);
        if (first)
        {
            db.FirstRun.Add(new FirstRunRow { AccountId = account.Id });
            if (!await IsFirstAsync(async () => await db.SaveChangesAsync() > 0))
            {
                db.ChangeTracker.Clear(); // else the next save would store it too
                return false;
            }
        }

        db.Accounts.Add(account);
        if (!await IsFirstAsync(() => CreateAsync(user)))
        {
            throw new RefusedException("email.taken", "Email");
        }

        await write.CommitAsync();
        return true;
    }

    /// <summary>Saves the account too: it is in the same context.</summary>
    private async Task<bool> CreateAsync(IdentityUser<Guid> user)
    {
        var result = await users.CreateAsync(user);
        var others = result.Errors.Where(error => !error.Code.StartsWith("Duplicate", StringComparison.Ordinal)).ToList();
        return others.Count == 0
            ? result.Succeeded
            : throw new InvalidOperationException($"Identity refused an account: {others[0].Code}");
    }

    /// <summary>Returns false when the key exists already.</summary>
    private async Task<bool> IsFirstAsync(Func<Task<bool>> save)
    {
        try
        {
            return await save();
        }
        catch (DbUpdateException failure) when (failure.InnerException is DbException inner && database.IsDuplicateKey(inner))
        {
            return false;
        }
    }
}
