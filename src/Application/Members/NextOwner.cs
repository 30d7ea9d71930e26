using Xtablo.Domain.Accounts;

namespace Xtablo.Application.Members;

internal static class NextOwner
{
    /// <summary>An account that may own a tablo, and its present name; null when it is disabled or unknown.</summary>
    public static async Task<Person?> FindNextOwnerAsync(this IMemberReader members, AccountId account, CancellationToken ct) =>
        await members.FindAsync(account, ct) is { } next && await members.MaySignInAsync(account, ct) ? next : null;
}
