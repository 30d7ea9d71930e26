using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Xtablo.Application.Accounts;
using Xtablo.Application.Common;
using Xtablo.Application.Members;
using Xtablo.Application.Operation;
using Xtablo.Web.Forms;
using Xtablo.Web.Limits;
using Xtablo.Web.Shared;

namespace Xtablo.Web.SignIn;

/// <summary>
/// The page where people create an account: those with an invitation, and anyone else if the operator permits registration.
/// </summary>
[AllowAnonymous]
[Route("/register")]
internal sealed class RegisterController(
    Settings settings,
    IMemberReader members,
    ICommandHandler<Register, Registered> register,
    SignInCompletion entrance,
    Attempts attempts) : FormController
{
    /// <summary>Shows the form; to who has an account already, and is signed in, what the invitation is for.</summary>
    [HttpGet]
    public async Task<IActionResult> Show(string? invitation, CancellationToken ct)
    {
        var form = new NewAccountForm { Invitation = invitation };
        if (User.SessionOrNull() is null)
        {
            return await ShowAsync(form, ct);
        }

        return await IsInvitedAsync(form, ct)
            ? this.SeeOther($"/invitations/{invitation}")
            : View("SignedInAlready", new SignedInModel(User.DisplayName(), SignInCompletion.Start));
    }

    [HttpPost]
    [RateLimited(RateLimits.Registrations)]
    public async Task<IActionResult> Create(NewAccountForm form, CancellationToken ct)
    {
        if (await attempts.OnceAsync(HttpContext, () => RegisterAsync(form, ct)) is not { } registered)
        {
            return NotFound();
        }

        await entrance.LetInAsync(HttpContext, registered.Session, form.Email);
        return this.SeeOther(registered.Tablo is { } tablo ? $"/tablos/{tablo}/discussion" : "/tablos");
    }

    protected override Task<IActionResult> ShowAgainAsync(object? posted, Refusal refusal, CancellationToken ct) =>
        ShowAsync(posted as NewAccountForm ?? new NewAccountForm(), ct);

    /// <summary>Returns null when the person may not register.</summary>
    private async Task<Registered?> RegisterAsync(NewAccountForm form, CancellationToken ct)
    {
        var isInvited = await IsInvitedAsync(form, ct);
        if (!isInvited && !settings.OpenRegistration)
        {
            return null;
        }

        var invitation = isInvited ? form.Invitation : null;
        return await register.HandleAsync(
            new Register(form.Name, form.Email, form.Password, Request.Headers.UserAgent.ToString(), invitation), ct);
    }

    private async Task<IActionResult> ShowAsync(NewAccountForm form, CancellationToken ct) =>
        await InvitationAsync(form, ct) is var invitation && (invitation is not null || settings.OpenRegistration)
            ? View("Register", new RegisterModel(form, invitation))
            : NotFound();

    private async Task<bool> IsInvitedAsync(NewAccountForm form, CancellationToken ct) =>
        await InvitationAsync(form, ct) is not null;

    private Task<InvitationView?> InvitationAsync(NewAccountForm form, CancellationToken ct) =>
        members.FindInvitationAsync(form.Invitation, ct);
}

/// <param name="Invitation">The one that was followed; null without one that is good.</param>
public sealed record RegisterModel(NewAccountForm Form, InvitationView? Invitation);
