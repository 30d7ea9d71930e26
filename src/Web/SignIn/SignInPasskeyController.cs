using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Xtablo.Application.Accounts;
using Xtablo.Application.Common;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;
using Xtablo.Web.Account;
using Xtablo.Web.Forms;
using Xtablo.Web.Limits;

namespace Xtablo.Web.SignIn;

/// <summary>
/// Signing in with a passkey alone. The device has verified its owner, by a finger or a number, so it stands for both
/// factors and no code is asked for.
/// </summary>
[AllowAnonymous]
[Route("/sign-in/passkey")]
internal sealed class SignInPasskeyController(
    UserManager<IdentityUser<Guid>> users, PasskeyCeremony ceremony, ISessions sessions, SignInCompletion entrance, TimeProvider time) : FormController
{
    [HttpPost("options")]
    [RateLimited(RateLimits.Passkeys)]
    public async Task<IActionResult> Ask() => Json(await ceremony.AskForAnyAsync(HttpContext));

    [HttpPost]
    [RateLimited(RateLimits.Passkeys)]
    public async Task<IActionResult> Create(PasskeyForm form, CancellationToken ct)
    {
        var (user, passkey) = await ceremony.TakeAnyAsync(form, HttpContext) ?? throw new RefusedException("passkey.unknown");
        var session = await sessions.StartAsync(new AccountId(user.Id), Request.Headers.UserAgent.ToString(), ct);
        if (await sessions.FindAsync(session, ct) is null)
        {
            throw new RefusedException("passkey.unknown"); // the account is disabled, which looks alike
        }

        PasskeyCeremony.MustHaveBeenStored(await users.AddOrUpdatePasskeyAsync(user, passkey)); // how often it signed: a copy would be behind
        await users.SetAuthenticationTokenAsync(
            user, PasskeysController.LastUses, PasskeysController.KeyOf(passkey), time.Now().ToString("o", CultureInfo.InvariantCulture));
        return await entrance.LetInAsync(this, session, user.Email, form, ct);
    }

    protected override Task<IActionResult> ShowAgainAsync(object? posted, Refusal refusal, CancellationToken ct)
    {
        var form = posted as PasskeyForm ?? new PasskeyForm();
        return Task.FromResult<IActionResult>(View("SignIn", new SignInForm { ReturnUrl = form.ReturnUrl, Body = form.Body, ClientId = form.ClientId }));
    }
}
