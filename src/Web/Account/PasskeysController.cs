using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Xtablo.Application.Accounts;
using Xtablo.Domain.Common;
using Xtablo.Web.Forms;
using Xtablo.Web.Limits;
using Xtablo.Web.Shared;
using Xtablo.Web.SignIn;

namespace Xtablo.Web.Account;

/// <summary>The passkeys of who is signed in.</summary>
[Authorize]
[Route("/account/passkeys")]
internal sealed class PasskeysController(
    UserManager<IdentityUser<Guid>> users,
    PasskeyCeremony ceremony,
    IAccounts accounts,
    SignInThrottle throttle,
    IStringLocalizer<Sentences> sentences) : FormController
{
    [HttpGet]
    public Task<IActionResult> List() => ShowAsync(name: null);

    [HttpPost("options")]
    [RateLimited(RateLimits.Passkeys)]
    public async Task<IActionResult> Ask() => Json(await ceremony.AskForNewAsync(await UserAsync(), User.DisplayName(), HttpContext));

    /// <summary>Adds one. The password is asked for: a passkey outlives the session that someone may have left open.</summary>
    [HttpPost]
    public async Task<IActionResult> Create(PasskeyForm form, CancellationToken ct)
    {
        await throttle.ConfirmAsync(User.AccountId(), () => accounts.MustHavePasswordAsync(User.AccountId(), form.Password, ct), ct);
        var name = string.IsNullOrWhiteSpace(form.Name) ? sentences["Passkey"].Value : Domain.Accounts.DisplayName.From(form.Name).Value;
        var user = await UserAsync();
        var passkey = await ceremony.TakeNewAsync(user, form, HttpContext) ?? throw new RefusedException("passkey.not-added");
        passkey.Name = name;
        PasskeyCeremony.MustHaveBeenStored(await users.AddOrUpdatePasskeyAsync(user, passkey));
        return this.SeeOther("/account/passkeys");
    }

    [HttpPost("remove")]
    public async Task<IActionResult> Delete(PasskeyForm form)
    {
        var user = await UserAsync();
        var passkey = (await users.GetPasskeysAsync(user)).FirstOrDefault(each => KeyOf(each) == form.Key);
        if (passkey is null)
        {
            return NotFound();
        }

        PasskeyCeremony.MustHaveBeenStored(await users.RemovePasskeyAsync(user, passkey.CredentialId));
        await users.RemoveAuthenticationTokenAsync(user, LastUses, KeyOf(passkey));
        return this.SeeOther("/account/passkeys");
    }

    /// <summary>Under this the moment of the last use of each is kept.</summary>
    public const string LastUses = "Xtablo.PasskeyUse";

    public static string KeyOf(UserPasskeyInfo passkey) => Convert.ToHexStringLower(SHA256.HashData(passkey.CredentialId));

    protected override Task<IActionResult> ShowAgainAsync(object? posted, Refusal refusal, CancellationToken ct) => ShowAsync((posted as PasskeyForm)?.Name);

    private async Task<IActionResult> ShowAsync(string? name) => View("Passkeys", new PasskeysModel(await PasskeysAsync(), name));

    private async Task<IdentityUser<Guid>> UserAsync() =>
        await users.FindByIdAsync(User.AccountId().ToString()) ?? throw new InvalidOperationException("Who is signed in has no credentials.");

    private async Task<IReadOnlyList<PasskeyModel>> PasskeysAsync()
    {
        var user = await UserAsync();
        var shown = new List<PasskeyModel>();
        foreach (var passkey in (await users.GetPasskeysAsync(user)).OrderBy(each => each.CreatedAt))
        {
            var used = await users.GetAuthenticationTokenAsync(user, LastUses, KeyOf(passkey));
            shown.Add(new(
                KeyOf(passkey),
                passkey.Name ?? sentences["Passkey"].Value,
                passkey.CreatedAt,
                used is null ? null : DateTimeOffset.Parse(used, CultureInfo.InvariantCulture)));
        }

        return shown;
    }
}
