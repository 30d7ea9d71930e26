using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Xtablo.Domain.Accounts;
using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Accounts;

/// <summary>Shared queries and changes of users by their e-mail. Call the changes in a write transaction.</summary>
internal static class UserStatements
{
    /// <summary>The user with this e-mail, untracked; null when there is none. Their account may be disabled.</summary>
    public static async Task<IdentityUser<Guid>?> FindUserAsync(this XtabloDb db, EmailAddress email, CancellationToken ct)
    {
        // Older programs stored what the framework makes of it, where some letters beyond ASCII become letters within.
        var (key, older) = (email.Key, email.Value.Normalize().ToUpperInvariant());
        var found = await db.Users.AsNoTracking()
            .Where(u => u.NormalizedEmail == key || u.NormalizedEmail == older)
            .ToListAsync(ct);
        return found.Find(user => EmailAddress.KeyOf(user.Email!).Equals(key, StringComparison.Ordinal));
    }

    /// <summary>Gives users whom an older program stored under this e-mail, although theirs is another, their own key.</summary>
    public static async Task RenewOlderKeysAsync(this XtabloDb db, EmailAddress email)
    {
        foreach (var user in await db.Users.AsNoTracking().Where(u => u.NormalizedEmail == email.Key).ToListAsync())
        {
            var own = EmailAddress.KeyOf(user.Email!);
            await db.Users.Where(u => u.Id == user.Id && u.NormalizedEmail != own).ExecuteUpdateAsync(set => set
                .SetProperty(u => u.NormalizedEmail, own)
                .SetProperty(u => u.NormalizedUserName, own));
        }
    }
}
