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
    IAccounts accounts, ICommandHandler<SetUp, SessionId?> setUp, SignInCompletion entrance, Attempts attempts) : FormController
{
    [HttpGet]
    public async Task<IActionResult> Show(CancellationToken ct) =>
        await accounts.IsFirstRunAsync(ct) ? View("SetUp", new NewAccountForm()) : NotFound();

    [HttpPost]
    public async Task<IActionResult> Create(NewAccountForm form, CancellationToken ct)
    {
        var command = new SetUp(form.Name, form.Email, form.Password, Request.Headers.UserAgent.ToString());
        var session = await attempts.OnceAsync(
            HttpContext, async () => await accounts.IsFirstRunAsync(ct) ? await setUp.HandleAsync(command, ct) : null);
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
