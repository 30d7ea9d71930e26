using System.Globalization;
using Microsoft.AspNetCore.DataProtection;
using Xtablo.Domain.Accounts;

namespace Xtablo.Web.SignIn;

/// <summary>
/// Proves for five minutes that the right password of an account was entered. It is not a session: it only admits to the
/// second step, the code.
/// </summary>
/// <param name="Stamp">The stamp of the password and the second factor at that time.</param>
/// <param name="Email">As typed.</param>
internal sealed record SignInTicket(AccountId Account, string Stamp, string Email)
{
    private const string Purpose = "Xtablo.SignInTicket";
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    public string Seal(IDataProtectionProvider protection, DateTimeOffset now) => protection.CreateProtector(Purpose)
        .Protect(string.Create(CultureInfo.InvariantCulture, $"{now.Add(Life).UtcTicks} {Account} {Stamp} {Email}"));

    /// <summary>Returns null when the ticket is missing, forged or expired.</summary>
    public static SignInTicket? Open(string? seal, IDataProtectionProvider protection, DateTimeOffset now)
    {
        return protection.CreateProtector(Purpose).Open(seal)?.Split(' ', 4) is [var until, var account, var stamp, var email]
            && long.Parse(until, CultureInfo.InvariantCulture) > now.UtcTicks
            ? new(new AccountId(Guid.Parse(account)), stamp, email)
            : null;
    }
}
