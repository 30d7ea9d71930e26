using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Xtablo.Application.Accounts;
using Xtablo.Domain.Accounts;
using Xtablo.Web.Limits;

namespace Xtablo.Web.SignIn;

/// <summary>
/// Remembers in a browser that a person has signed in there with an e-mail. It authenticates nobody: its only effect is that
/// the failed sign-ins of that device are counted separately from those of strangers (<see cref="SignInThrottle"/>). It ends
/// when the password or the second factor changes: an intruder may have signed in before.
/// </summary>
internal sealed class DeviceCookie(IDataProtectionProvider protection)
{
    private const string Name = "xtablo-device";
    private readonly IDataProtector _protector = protection.CreateProtector("Xtablo.Device");

    /// <summary>Returns the id of this device; null when it has not signed in with this e-mail before.</summary>
    public async Task<string?> FindAsync(HttpContext http, string? email, CancellationToken ct)
    {
        if (http.Request.Cookies[NameFor(http)] is not { } cookie || !EmailAddress.TryParse(email, out var parsed))
        {
            return null;
        }

        // Looked up only for who has such a cookie of this e-mail, so that the time tells nothing to anybody else.
        return _protector.Open(cookie)?.Split(' ', 3) is [var device, var stamp, var known]
            && known.Equals(parsed.Key, StringComparison.Ordinal)
            && stamp.Equals(await StampAsync(http, parsed, ct), StringComparison.Ordinal) ? device : null;
    }

    public async Task RememberAsync(HttpContext http, string? email, CancellationToken ct)
    {
        if (await FindAsync(http, email, ct) is null
            && EmailAddress.TryParse(email, out var parsed)
            && await StampAsync(http, parsed, ct) is { } stamp)
        {
            var device = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
            http.Response.Cookies.Append(NameFor(http), _protector.Protect($"{device} {stamp} {parsed.Key}"), new CookieOptions
            {
                HttpOnly = true,
                Secure = http.Request.IsHttps,
                SameSite = SameSiteMode.Lax,
                MaxAge = TimeSpan.FromDays(365),
                IsEssential = true,
            });
        }
    }

    /// <summary>What changes with the password and the second factor; null when there is no such account.</summary>
    private static async Task<string?> StampAsync(HttpContext http, EmailAddress email, CancellationToken ct)
    {
        var account = await http.RequestServices.GetRequiredService<IAccounts>().FindByEmailAsync(email, ct);
        return account is { } found
            ? await http.RequestServices.GetRequiredService<ISecondFactors>().StampAsync(found, ct)
            : null;
    }

    private static string NameFor(HttpContext http) => SessionCookie.NameFor(http, Name);
}
