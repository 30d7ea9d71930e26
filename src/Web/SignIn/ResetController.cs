using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Xtablo.Application.Accounts;
using Xtablo.Application.Common;
using Xtablo.Domain.Accounts;
using Xtablo.Web.Forms;

namespace Xtablo.Web.SignIn;

/// <summary>
/// The page where people who have lost their password set a new one, by a link from the operator or from a mail.
/// </summary>
[AllowAnonymous]
[Route("/reset/{secret}")]
internal sealed class ResetController(IResetLinks links, ICommandHandler<ResetPassword, AccountId?> resetPassword)
    : FormController
{
    /// <summary>Does not use the link up: mail scanners open links too.</summary>
    [HttpGet]
    public Task<IActionResult> Show(string secret, CancellationToken ct) => ShowAsync(secret, ct);

    [HttpPost]
    public async Task<IActionResult> Set(string secret, ResetForm form, CancellationToken ct) =>
        await resetPassword.HandleAsync(new ResetPassword(secret, form.Password, form.WithoutSecondFactor), ct) is null
            ? NotFound()
            : this.SeeOther("/sign-in");

    protected override Task<IActionResult> ShowAgainAsync(object? posted, Refusal refusal, CancellationToken ct) =>
        ShowAsync(RouteData.Values["secret"]?.ToString(), ct);

    private async Task<IActionResult> ShowAsync(string? secret, CancellationToken ct) =>
        await links.FindAsync(secret, ct) is { } link ? View("Reset", new ResetModel(secret!, link)) : NotFound();
}

/// <param name="Secret">As written in the address.</param>
public sealed record ResetModel(string Secret, OpenResetLink Link);
