using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Xtablo.Application.Accounts;
using Xtablo.Application.Common;
using Xtablo.Domain.Accounts;
using Xtablo.Web.Common;

namespace Xtablo.Web.Accounts;

/// <summary>Where strangers make an account, if the one who runs this server lets them.</summary>
[AllowAnonymous]
[Route("/register")]
internal sealed class RegisterController(Settings settings, ICommandHandler<Register, SessionId> register) : FormController
{
    [HttpGet]
    public IActionResult Show() => settings.OpenRegistration ? View("Register", new NewAccountForm()) : NotFound();

    [HttpPost]
    public async Task<IActionResult> Create(NewAccountForm form, CancellationToken ct)
    {
        if (!settings.OpenRegistration)
        {
            return NotFound();
        }

        var session = await register.HandleAsync(new Register(form.Name, form.Email, form.Password, Request.Headers.UserAgent.ToString()), ct);
        await HttpContext.SignInAsync(session);
        return this.SeeOther("/tablos");
    }

    protected override Task<IActionResult> ShowAgainAsync(object? posted, Refusal refusal, CancellationToken ct) =>
        Task.FromResult<IActionResult>(settings.OpenRegistration ? View("Register", posted ?? new NewAccountForm()) : NotFound());
}
