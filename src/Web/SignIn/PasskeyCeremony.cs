using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Xtablo.Application.Accounts;
using Xtablo.Domain.Accounts;

namespace Xtablo.Web.SignIn;

/// <summary>
/// Leaves the cryptography to ASP.NET Core Identity; the state that it needs between the challenge and the response travels
/// in the form, encrypted, and is valid for five minutes and one use.
/// </summary>
internal sealed class PasskeyCeremony(
    IPasskeyHandler<IdentityUser<Guid>> passkeys,
    IAccounts accounts,
    IDataProtectionProvider protection,
    PasskeyAnswers answers,
    TimeProvider time,
    IHttpContextAccessor requests) : IPasskeyCeremony
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    private HttpContext Http => requests.HttpContext ?? throw new InvalidOperationException("There is no request.");

    public async Task<PasskeyQuestion> AskForNewAsync(AccountId account, string name, CancellationToken ct)
    {
        var email = await accounts.FindEmailAsync(account, ct)
            ?? throw new InvalidOperationException("This account has no credentials.");
        var entity = new PasskeyUserEntity { Id = account.ToString(), Name = email.Value, DisplayName = name };
        var asked = await passkeys.MakeCreationOptionsAsync(entity, Http);
        return new(asked.CreationOptionsJson, Seal($"new {account}", asked.AttestationState));
    }

    public async Task<PasskeyQuestion> AskForAnyAsync(CancellationToken ct)
    {
        var asked = await passkeys.MakeRequestOptionsAsync(null, Http);
        return new(asked.RequestOptionsJson, Seal("any", asked.AssertionState));
    }

    public async Task<Passkey?> TakeNewAsync(AccountId account, PasskeyAnswer answer, CancellationToken ct)
    {
        if (answer.Credential is not { Length: > 0 } || Unseal($"new {account}", answer.State) is not { } state)
        {
            return null;
        }

        var result = await passkeys.PerformAttestationAsync(
            new() { CredentialJson = answer.Credential, AttestationState = state, HttpContext = Http });
        var isTheirs = result.Succeeded && result.Passkey.IsUserVerified && result.UserEntity.Id == account.ToString();
        return isTheirs ? PasskeyOf(result.Passkey!) : null;
    }

    public async Task<ProvenPasskey?> TakeAnyAsync(PasskeyAnswer answer, CancellationToken ct)
    {
        if (answer.Credential is not { Length: > 0 } || Unseal("any", answer.State) is not { } state)
        {
            return null;
        }

        var result = await passkeys.PerformAssertionAsync(
            new() { CredentialJson = answer.Credential, AssertionState = state, HttpContext = Http });
        return result.Succeeded && result.Passkey.IsUserVerified
            ? new(new AccountId(result.User.Id), PasskeyOf(result.Passkey))
            : null;
    }

    private static Passkey PasskeyOf(UserPasskeyInfo info) => new(
        info.CredentialId,
        info.PublicKey,
        info.Name,
        info.CreatedAt,
        info.SignCount,
        info.Transports,
        info.IsBackupEligible,
        info.IsBackedUp,
        info.AttestationObject,
        info.ClientDataJson);

    private string Seal(string purpose, string? state) => protection.CreateProtector("Xtablo.Passkey", purpose)
        .Protect(string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow().Add(Life).UtcTicks} {state}"));

    private string? Unseal(string purpose, string? seal)
    {
        return protection.CreateProtector("Xtablo.Passkey", purpose).Open(seal)?.Split(' ', 2) is [var until, var state]
            && long.Parse(until, CultureInfo.InvariantCulture) > time.GetUtcNow().UtcTicks
            && answers.IsFirst(Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(state)))) ? state : null;
    }
}
