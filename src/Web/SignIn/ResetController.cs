using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Xtablo.Application.Accounts;
using Xtablo.Application.Common;
using Xtablo.Web.Forms;

namespace Xtablo.Web.SignIn;

/// <summary>Where who has lost their password sets another, by a link from the operator or from a mail.</summary>
[AllowAnonymous]
[Route("/reset/{secret}")]
internal sealed class ResetController(IResetLinks links, ICommandHandler<ResetPassword, bool> resetPassword) : FormController
{
    /// <summary>Uses nothing up: what scans mails opens the links in them.</summary>
    [HttpGet]
    public Task<IActionResult> Show(string secret, CancellationToken ct) => ShowAsync(secret, ct);

    [HttpPost]
    public async Task<IActionResult> Set(string secret, ResetForm form, CancellationToken ct) =>
        await resetPassword.HandleAsync(new ResetPassword(secret, form.Password), ct) ? this.SeeOther("/sign-in") : NotFound();

    protected override Task<IActionResult> ShowAgainAsync(object? posted, Refusal refusal, CancellationToken ct) =>
        ShowAsync(RouteData.Values["secret"]?.ToString(), ct);

    private async Task<IActionResult> ShowAsync(string? secret, CancellationToken ct) =>
        await links.OpensAsync(secret, ct) ? View("Reset", secret) : NotFound();
}
