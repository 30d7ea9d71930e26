using System.Security.Cryptography;
using System.Text;
using Xtablo.Application.Operation;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;

namespace Xtablo.Web.Limits;

/// <summary>
/// Allows ten failed sign-ins a minute per e-mail and per address; then no further attempt is tried, right or wrong. A device
/// that has signed in before is counted separately, so that an attacker who hammers an e-mail, even from the same address,
/// does not lock out its owner (OWASP, "Device cookies"). The e-mail counts whether or not it has an account.
/// </summary>
internal sealed class SignInThrottle(Settings settings, TimeProvider time)
{
    private static readonly TimeSpan Stretch = TimeSpan.FromMinutes(1);
    private readonly SlidingWindow _devices = new(time, 10, Stretch);
    private readonly SlidingWindow _emails = new(time, 10, Stretch);
    private readonly SlidingWindow _addresses = new(time, 10, Stretch);
    private readonly SlidingWindow _codes = new(time, 5, Stretch);
    private readonly SlidingWindow _confirmations = new(time, 5, Stretch);

    /// <summary>Tries to sign in with a password.</summary>
    /// <param name="device">The id of a device that has signed in with this e-mail before; else null.</param>
    /// <exception cref="RefusedException"><c>sign-in.too-many</c>, with the seconds to wait.</exception>
    public Task<T> TryAsync<T>(string? email, string? device, string address, Func<Task<T>> attempt, CancellationToken ct) =>
        device is not null
            ? CountAsync([(_devices, device)], attempt, ct)
            : CountAsync([(_addresses, address), (_emails, KeyOf(email))], attempt, ct);

    /// <summary>
    /// Tries a code of the second factor, once the password was right: five wrong codes a minute per known device, or else per
    /// account.
    /// </summary>
    /// <param name="device">As in <see cref="TryAsync"/>.</param>
    /// <exception cref="RefusedException"><c>sign-in.too-many</c>, with the seconds to wait.</exception>
    public Task<T> TryCodeAsync<T>(
        AccountId account, string? device, string address, Func<Task<T>> attempt, CancellationToken ct) =>
        device is not null
            ? CountAsync([(_codes, device)], attempt, ct)
            : CountAsync([(_addresses, address), (_codes, account.ToString())], attempt, ct);

    /// <summary>
    /// Tries a change that a signed-in account confirms by its password: five wrong passwords a minute, which do not count
    /// against sign-ins.
    /// </summary>
    /// <exception cref="RefusedException"><c>sign-in.too-many</c>, with the seconds to wait.</exception>
    public Task<T> ConfirmAsync<T>(AccountId account, Func<Task<T>> attempt, CancellationToken ct) =>
        CountAsync([(_confirmations, account.ToString())], attempt, ct);

    /// <summary>Hashed, so that the key has a fixed length however much was typed, and no memory dump shows the e-mail.</summary>
    private static string KeyOf(string? email)
    {
        var same = EmailAddress.TryParse(email, out var parsed) ? parsed.Value.Normalize().ToUpperInvariant() : "";
        return Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(same)));
    }

    private async Task<T> CountAsync<T>((SlidingWindow Limit, string Key)[] counted, Func<Task<T>> attempt, CancellationToken ct)
    {
        if (!settings.RateLimits)
        {
            return await attempt();
        }

        var begun = new List<(SlidingWindow Limit, string Key)>();
        var failed = false;
        try
        {
            foreach (var (limit, key) in counted)
            {
                if (await limit.BeginAsync(key, ct) is { } wait)
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
                limit.End(key, failed);
            }
        }
    }
}
