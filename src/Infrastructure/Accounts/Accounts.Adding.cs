using System.Data.Common;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;
using Xtablo.Infrastructure.Accounts.Tables;

namespace Xtablo.Infrastructure.Accounts;

internal sealed partial class Accounts
{
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

    public async Task TakeBackAsync(AccountId account)
    {
        await using var write = await database.BeginWriteAsync(db);
        await db.Users.Where(user => user.Id == account.Value).ExecuteDeleteAsync();
        await db.Accounts.Where(a => a.Id == account).ExecuteDeleteAsync();
        await write.CommitAsync();
    }

    private async Task<bool> StoreAsync(Account account, EmailAddress email, Password password, bool first, CancellationToken ct)
    {
        var user = new IdentityUser<Guid> { Id = account.Id.Value, UserName = email.Value, Email = email.Value };
        user.PasswordHash = await hashes.HashAsync(password, ct); // slow on purpose, so not in the transaction
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

        await db.RenewOlderKeysAsync(email);
        db.Accounts.Add(account);
        if (await db.FindUserAsync(email, CancellationToken.None) is not null || !await IsFirstAsync(() => CreateAsync(user)))
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
