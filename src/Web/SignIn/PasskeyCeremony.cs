using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Xtablo.Domain.Common;

namespace Xtablo.Web.SignIn;

/// <summary>
/// The two halves of a passkey's ceremony: what the browser is asked, and what it answers. ASP.NET Core Identity does the
/// cryptography; what it must remember in between goes along with the form, sealed, for five minutes and one use.
/// </summary>
internal sealed class PasskeyCeremony(
    IPasskeyHandler<IdentityUser<Guid>> passkeys, IDataProtectionProvider protection, PasskeyAnswers answers, TimeProvider time)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    /// <summary>Asks for a new passkey of an account.</summary>
    public async Task<PasskeyQuestion> AskForNewAsync(IdentityUser<Guid> user, string name, HttpContext http)
    {
        var entity = new PasskeyUserEntity { Id = user.Id.ToString(), Name = user.Email!, DisplayName = name };
        var asked = await passkeys.MakeCreationOptionsAsync(entity, http);
        return new(asked.CreationOptionsJson, Seal($"new {user.Id}", asked.AttestationState));
    }

    /// <summary>Asks for any passkey of this site.</summary>
    public async Task<PasskeyQuestion> AskForAnyAsync(HttpContext http)
    {
        var asked = await passkeys.MakeRequestOptionsAsync(null, http);
        return new(asked.RequestOptionsJson, Seal("any", asked.AssertionState));
    }

    /// <summary>Null when the answer is not one to what this account was asked.</summary>
    public async Task<UserPasskeyInfo?> TakeNewAsync(IdentityUser<Guid> user, PasskeyForm form, HttpContext http)
    {
        if (form.Credential is not { Length: > 0 } || Unseal($"new {user.Id}", form.State) is not { } state)
        {
            return null;
        }

        var result = await passkeys.PerformAttestationAsync(new() { CredentialJson = form.Credential, AttestationState = state, HttpContext = http });
        return result.Succeeded && result.Passkey.IsUserVerified && result.UserEntity.Id == user.Id.ToString() ? result.Passkey : null;
    }

    /// <summary>Whose passkey it is; null when it is nobody's, or its owner was not verified by their device.</summary>
    public async Task<(IdentityUser<Guid> User, UserPasskeyInfo Passkey)?> TakeAnyAsync(PasskeyForm form, HttpContext http)
    {
        if (form.Credential is not { Length: > 0 } || Unseal("any", form.State) is not { } state)
        {
            return null;
        }

        var result = await passkeys.PerformAssertionAsync(new() { CredentialJson = form.Credential, AssertionState = state, HttpContext = http });
        return result.Succeeded && result.Passkey.IsUserVerified ? (result.User, result.Passkey) : null;
    }

    /// <summary>Two changes at the same moment are a failure that is worth another try, and no success.</summary>
    public static void MustHaveBeenStored(IdentityResult result)
    {
        if (!result.Succeeded)
        {
            throw new RefusedException("passkey.not-added");
        }
    }

    private string Seal(string purpose, string? state) => protection.CreateProtector("Xtablo.Passkey", purpose)
        .Protect(string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow().Add(Life).UtcTicks} {state}"));

    private string? Unseal(string purpose, string? seal)
    {
        return protection.CreateProtector("Xtablo.Passkey", purpose).Open(seal)?.Split(' ', 2) is [var until, var state]
            && long.Parse(until, CultureInfo.InvariantCulture) > time.GetUtcNow().UtcTicks
            && answers.IsFirst(Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(state)))) ? state : null;
    }
}

/// <param name="Options">JSON, for the browser.</param>
/// <param name="State">Sealed; it comes back with the answer.</param>
internal sealed record PasskeyQuestion(string Options, string State);
