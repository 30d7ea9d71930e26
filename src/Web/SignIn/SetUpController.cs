using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Xtablo.Application.Accounts;
using Xtablo.Application.Common;
using Xtablo.Domain.Accounts;
using Xtablo.Web.Forms;

namespace Xtablo.Web.SignIn;

/// <summary>The first run: the first visitor creates the first account; after that this page is gone for good.</summary>
[AllowAnonymous]
[Route("/setup")]
internal sealed class SetUpController(
    IAccounts accounts, ICommandHandler<SetUp, SessionId?> setUp, SignInCompletion entrance) : FormController
{
    [HttpGet]
    public async Task<IActionResult> Show(CancellationToken ct) =>
        await accounts.IsFirstRunAsync(ct) ? View("SetUp", new NewAccountForm()) : NotFound();

    [HttpPost]
    [OneAttempt]
    public async Task<IActionResult> Create(NewAccountForm form, CancellationToken ct)
    {
        if (!await accounts.IsFirstRunAsync(ct))
        {
            return NotFound();
        }

        var command = new SetUp(form.Name, form.Email, form.Password, Request.Headers.UserAgent.ToString());
        var session = await setUp.HandleAsync(command, ct);
        if (session is null)
        {
            return NotFound();
        }

        await entrance.LetInAsync(HttpContext, session.Value, form.Email);
        return this.SeeOther("/tablos");
    }

    protected override async Task<IActionResult> ShowAgainAsync(object? posted, Refusal refusal, CancellationToken ct) =>
        await accounts.IsFirstRunAsync(ct) ? View("SetUp", posted ?? new NewAccountForm()) : NotFound();
}
