using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Xtablo.Application.Accounts;
using Xtablo.Application.Common;
using Xtablo.Application.Mail;
using Xtablo.Application.Operation;
using Xtablo.Web.Forms;
using Xtablo.Web.Limits;
using Xtablo.Web.Shared;

namespace Xtablo.Web.SignIn;

/// <summary>The page where people who have lost their password request a link by mail; 404 without a mail server.</summary>
[AllowAnonymous]
[Route("/forgot")]
internal sealed class ForgotController(
    Settings settings,
    ICommandHandler<ForgotPassword, bool> forgotPassword,
    IStringLocalizer<Sentences> sentences) : FormController
{
    [HttpGet]
    public IActionResult Show() => Show(new ForgotForm(), isAsked: false);

    [HttpPost]
    [RateLimited(RateLimits.Forgotten)]
    public async Task<IActionResult> Ask(ForgotForm form, CancellationToken ct)
    {
        if (settings.Smtp is not null)
        {
            // Looked up now, in the language of the request: the background has no request.
            var (subject, text) = (sentences["mail.reset.subject"].Value, sentences["mail.reset.text"].Value);
            await forgotPassword.HandleAsync(
                new ForgotPassword(
                    form.Email,
                    (to, link) => new Letter(to, subject, text.Replace("{0}", link, StringComparison.Ordinal))),
                ct);
        }

        return Show(form, isAsked: true);
    }

    protected override Task<IActionResult> ShowAgainAsync(object? posted, Refusal refusal, CancellationToken ct) =>
        Task.FromResult(Show(posted as ForgotForm ?? new ForgotForm(), isAsked: false));

    private IActionResult Show(ForgotForm form, bool isAsked) =>
        settings.Smtp is null ? NotFound() : View("Forgot", new ForgotModel(form, isAsked));
}

/// <param name="IsAsked">True once an e-mail was submitted, whether or not it has an account.</param>
public sealed record ForgotModel(ForgotForm Form, bool IsAsked);
