using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Xtablo.Application.Accounts;
using Xtablo.Application.Common;
using Xtablo.Domain.Accounts;
using Xtablo.Web.Forms;
using Xtablo.Web.Limits;
using Xtablo.Web.Shared;
using Xtablo.Web.SignIn;

namespace Xtablo.Web.Account;

/// <summary>The passkeys of the signed-in account.</summary>
[Authorize]
[Route("/account/passkeys")]
internal sealed class PasskeysController(
    IPasskeys passkeys,
    IPasskeyCeremony ceremony,
    ICommandHandler<AddPasskey, string> add,
    ICommandHandler<RemovePasskey, bool> remove,
    ICommandHandler<ConfirmPassword, AccountId> confirm,
    SignInThrottle throttle,
    IStringLocalizer<Sentences> sentences,
    Attempts attempts) : FormController
{
    [HttpGet]
    public Task<IActionResult> List(CancellationToken ct) => ShowAsync(name: null, ct);

    [HttpPost("options")]
    [RateLimited(RateLimits.Passkeys)]
    public async Task<IActionResult> Ask(CancellationToken ct) =>
        Json(await ceremony.AskForNewAsync(User.AccountId(), User.DisplayName(), ct));

    [HttpPost]
    public async Task<IActionResult> Create(PasskeyForm form, CancellationToken ct)
    {
        var name = string.IsNullOrWhiteSpace(form.Name) ? sentences["Passkey"].Value : form.Name;
        var command = new AddPasskey(User.AccountId(), form.Password, name, form.ToAnswer());
        await attempts.OnceAsync<string>(
            HttpContext, async () => await throttle.ConfirmAsync(User.AccountId(), () => add.HandleAsync(command, ct), ct));
        return this.SeeOther("/account/passkeys");
    }

    [HttpPost("remove")]
    public async Task<IActionResult> Delete(PasskeyForm form, CancellationToken ct)
    {
        var confirmed = new ConfirmPassword(User.AccountId(), User.Session(), form.Password);
        await throttle.ConfirmAsync(User.AccountId(), () => confirm.HandleAsync(confirmed, ct), ct);
        var removed = await remove.HandleAsync(new RemovePasskey(User.AccountId(), form.Key), ct);
        return removed ? this.SeeOther("/account/passkeys") : NotFound();
    }

    protected override Task<IActionResult> ShowAgainAsync(object? posted, Refusal refusal, CancellationToken ct) =>
        posted is PasskeyForm { Key: { } key } && refusal.Field is nameof(PasskeyForm.Password)
            ? Task.FromResult<IActionResult>(View("Confirm", QuestionFor(key)))
            : ShowAsync((posted as PasskeyForm)?.Name, ct);

    private ConfirmModel QuestionFor(string key) => new(
        "/account/passkeys/remove", sentences["Removes a passkey: nobody can sign in with it any more."], sentences["Remove"])
    {
        Field = "key",
        Value = key,
    };

    private async Task<IActionResult> ShowAsync(string? name, CancellationToken ct) =>
        View("Passkeys", new PasskeysModel(await passkeys.ListAsync(User.AccountId(), ct), name));
}
