using System.Globalization;
using Microsoft.AspNetCore.DataProtection;
using Xtablo.Domain.Accounts;

namespace Xtablo.Web.SignIn;

/// <summary>
/// Says for five minutes that someone gave the right password of an account. It is no session: all it is good for is to
/// be asked for a code.
/// </summary>
/// <param name="Stamp">Of the password and the second factor as they were.</param>
/// <param name="Email">As typed.</param>
internal sealed record SignInTicket(AccountId Account, string Stamp, string Email)
{
    private const string Purpose = "Xtablo.SignInTicket";
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    public string Seal(IDataProtectionProvider protection, DateTimeOffset now) => protection.CreateProtector(Purpose)
        .Protect(string.Create(CultureInfo.InvariantCulture, $"{now.Add(Life).UtcTicks} {Account} {Stamp} {Email}"));

    /// <summary>Null for what is forged, too old, or nothing.</summary>
    public static SignInTicket? Open(string? seal, IDataProtectionProvider protection, DateTimeOffset now)
    {
        return protection.CreateProtector(Purpose).Open(seal)?.Split(' ', 4) is [var until, var account, var stamp, var email]
            && long.Parse(until, CultureInfo.InvariantCulture) > now.UtcTicks ? new(new AccountId(Guid.Parse(account)), stamp, email) : null;
    }
}
