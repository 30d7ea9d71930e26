using System.Security.Cryptography;
using System.Text;
using Xtablo.Application.Accounts;
using Xtablo.Application.Limits;
using Xtablo.Application.Operation;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;

namespace Xtablo.Web.Limits;

/// <summary>
/// Allows ten failed sign-ins a minute per e-mail and per address; then no further attempt is tried, right or wrong. A device
/// that has signed in before is counted separately, so that an attacker who hammers an e-mail, even from the same address,
/// does not lock out its owner (OWASP, "Device cookies"). The e-mail counts whether or not it has an account.
/// </summary>
internal sealed class SignInThrottle(Settings settings, ILimitCounts counts, AuthenticationLog log)
{
    private static readonly TimeSpan Stretch = TimeSpan.FromMinutes(1);
    private static readonly Limit Devices = new("devices", 10, Stretch);
    private static readonly Limit Emails = new("emails", 10, Stretch);
    private static readonly Limit Addresses = new("addresses", 10, Stretch);
    private static readonly Limit Codes = new("codes", 5, Stretch);
    private static readonly Limit CodesInAnHour = new("codes in an hour", 20, TimeSpan.FromHours(1));
    private static readonly Limit CodesInADay = new("codes in a day", 50, TimeSpan.FromDays(1));
    private static readonly Limit Confirmations = new("confirmations", 5, Stretch);

    /// <summary>With the right password: more than anybody needs.</summary>
    private static readonly Limit SignIns = new("sign-ins", 60, TimeSpan.FromHours(1));

    /// <summary>Tries to sign in with a password.</summary>
    /// <param name="device">The id of a device that has signed in with this e-mail before; else null.</param>
    /// <exception cref="RefusedException">
    /// <c>sign-in.too-many</c>, or <c>sign-in.too-often</c> after many right ones, with the seconds to wait.
    /// </exception>
    public async Task<T> TryAsync<T>(
        string? email, string? device, string address, Func<Task<T>> attempt, CancellationToken ct)
    {
        var key = KeyOf(email);
        var counted = device is not null ? [(Devices, device)] : new[] { (Addresses, address), (Emails, key) };
        try
        {
            if (settings.RateLimits && await counts.WaitOfAsync(SignIns, key, ct) is { } wait)
            {
                throw new RefusedException("sign-in.too-often", null, RateLimitedAttribute.Seconds(wait));
            }

            var result = await CountAsync(counted, attempt, ct);
            if (settings.RateLimits)
            {
                await counts.TakeAsync(SignIns, key, CancellationToken.None);
            }

            return result;
        }
        catch (RefusedException tooMany) when (tooMany.Code is "sign-in.too-many" or "sign-in.too-often")
        {
            log.Write("sign-in by password", $"refused, {tooMany.Code}", log.NameOf(email));
            throw;
        }
    }

    /// <summary>
    /// Tries a code of the second factor, once the password was right: five wrong codes a minute per known device, or else per
    /// account; and, of a known device, twenty an hour and fifty a day. Other devices wait longer with each wrong code: that is
    /// stored with the account.
    /// </summary>
    /// <param name="device">As in <see cref="TryAsync"/>.</param>
    /// <exception cref="RefusedException"><c>sign-in.too-many</c>, with the seconds to wait.</exception>
    public async Task<T> TryCodeAsync<T>(
        AccountId account, string? device, string address, Func<Task<T>> attempt, CancellationToken ct)
    {
        var counted = device is not null
            ? new[] { (Codes, device), (CodesInAnHour, device), (CodesInADay, device) }
            : [(Addresses, address), (Codes, account.ToString())];
        try
        {
            return await CountAsync(counted, attempt, ct);
        }
        catch (RefusedException tooMany) when (tooMany.Code is "sign-in.too-many")
        {
            log.Write("sign-in by code", $"refused, {tooMany.Code}", AuthenticationLog.NameOf(account));
            throw;
        }
    }

    /// <summary>
    /// Tries a change that a signed-in account confirms by its password: five wrong passwords a minute, which do not count
    /// against sign-ins.
    /// </summary>
    /// <exception cref="RefusedException"><c>sign-in.too-many</c>, with the seconds to wait.</exception>
    public Task<T> ConfirmAsync<T>(AccountId account, Func<Task<T>> attempt, CancellationToken ct) =>
        CountAsync([(Confirmations, account.ToString())], attempt, ct);

    /// <summary>Hashed, so that the key has a fixed length however much was typed, and no memory dump shows the e-mail.</summary>
    private static string KeyOf(string? email)
    {
        var same = EmailAddress.TryParse(email, out var parsed) ? parsed.Key : "";
        return Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(same)));
    }

    private async Task<T> CountAsync<T>((Limit Limit, string Key)[] counted, Func<Task<T>> attempt, CancellationToken ct)
    {
        if (!settings.RateLimits)
        {
            return await attempt();
        }

        var begun = new List<(Limit Limit, string Key)>();
        var failed = false;
        try
        {
            foreach (var (limit, key) in counted)
            {
                if (await counts.BeginAsync(limit, key, ct) is { } wait)
                {
                    throw new RefusedException("sign-in.too-many", null, RateLimitedAttribute.Seconds(wait));
                }

                begun.Add((limit, key));
            }

            return await attempt();
        }
        catch (RefusedException wrong) when (wrong.Code is "sign-in.wrong" or "code.wrong" or "password.wrong")
        {
            failed = true;
            throw;
        }
        finally
        {
            foreach (var (limit, key) in begun)
            {
                await counts.EndAsync(limit, key, failed);
            }
        }
    }
}
