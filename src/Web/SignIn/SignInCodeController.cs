using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Xtablo.Application.Accounts;
using Xtablo.Application.Common;
using Xtablo.Application.Mail;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;
using Xtablo.Web.Forms;
using Xtablo.Web.Limits;
using Xtablo.Web.Shared;

namespace Xtablo.Web.SignIn;

/// <summary>The second step of signing in, for accounts with a second factor.</summary>
[AllowAnonymous]
[Route("/sign-in/code")]
internal sealed class SignInCodeController(
    ICommandHandler<SignInWithCode, SessionId> signIn,
    SignInThrottle throttle,
    Attempts attempts,
    DeviceCookie device,
    SignInCompletion entrance,
    IStringLocalizer<Sentences> sentences,
    IDataProtectionProvider protection,
    TimeProvider time) : FormController
{
    /// <summary>Redirects to the first step: without a password there is nothing to show on a reload or a bookmark.</summary>
    [HttpGet]
    public IActionResult Show() => this.SeeOther("/sign-in");

    [HttpPost]
    public async Task<IActionResult> Create(SignInCodeForm form, CancellationToken ct)
    {
        var ticket = SignInTicket.Open(form.Ticket, protection, time.Now()) ?? throw new RefusedException("sign-in.over");
        var known = await device.FindAsync(HttpContext, ticket.Email, ct);
        var command = new SignInWithCode(
            ticket.Account, ticket.Stamp, form.Code, Request.Headers.UserAgent.ToString(), known is not null, Warning());
        var session = await attempts.OnceAsync<SessionId?>( // a code is good once, however often it is sent
            HttpContext,
            () => throttle.TryCodeAsync<SessionId?>(
                ticket.Account,
                known,
                HttpContext.CountedAddress(),
                async () => await signIn.HandleAsync(command, ct),
                ct));
        return await entrance.LetInAsync(this, session!.Value, ticket.Email, form, ct);
    }

    protected override Task<IActionResult> ShowAgainAsync(object? posted, Refusal refusal, CancellationToken ct)
    {
        var form = posted as SignInCodeForm ?? new SignInCodeForm();
        return Task.FromResult<IActionResult>(refusal.Code.Equals("sign-in.over", StringComparison.Ordinal)
            ? View("SignIn", form.AsSignIn())
            : View("SignInCode", form));
    }

    /// <summary>Looked up now, in the language of the request: the background has no request.</summary>
    private Func<EmailAddress, Letter> Warning()
    {
        var (subject, text) = (sentences["mail.codes.subject"].Value, sentences["mail.codes.text"].Value);
        return to => new Letter(to, subject, text);
    }
}
