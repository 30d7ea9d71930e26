using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Xtablo.Application.Accounts;
using Xtablo.Application.Common;
using Xtablo.Web.Forms;
using Xtablo.Web.Limits;

namespace Xtablo.Web.SignIn;

/// <summary>Signing in with a passkey alone.</summary>
[AllowAnonymous]
[Route("/sign-in/passkey")]
internal sealed class SignInPasskeyController(
    IPasskeyCeremony ceremony, ICommandHandler<SignInWithPasskey, SignedInByPasskey> signIn, SignInCompletion entrance)
    : FormController
{
    [HttpPost("options")]
    [RateLimited(RateLimits.Passkeys)]
    public async Task<IActionResult> Ask(CancellationToken ct) => Json(await ceremony.AskForAnyAsync(ct));

    [HttpPost]
    [RateLimited(RateLimits.Passkeys)]
    public async Task<IActionResult> Create(PasskeyForm form, CancellationToken ct)
    {
        var signedIn = await signIn.HandleAsync(new SignInWithPasskey(form.ToAnswer(), Request.Headers.UserAgent.ToString()), ct);
        return await entrance.LetInAsync(this, signedIn.Session, signedIn.Email?.Value, form, ct);
    }

    protected override Task<IActionResult> ShowAgainAsync(object? posted, Refusal refusal, CancellationToken ct)
    {
        var form = posted as PasskeyForm ?? new PasskeyForm();
        return Task.FromResult<IActionResult>(
            View("SignIn", form.AsSignIn()));
    }
}
