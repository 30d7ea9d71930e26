using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using Xtablo.Application.Accounts;
using Xtablo.Application.Common;
using Xtablo.Domain.Accounts;
using Xtablo.Web.Forms;
using Xtablo.Web.Limits;
using Xtablo.Web.Shared;
using Xtablo.Web.SignIn;

namespace Xtablo.Web.Account;

/// <summary>The page where people turn the second factor of their account on or off.</summary>
[Authorize]
[Route("/account/two-factor")]
internal sealed class TwoFactorController(
    ISecondFactors factors,
    ICommandHandler<TurnOnSecondFactor, IReadOnlyList<string>> turnOn,
    ICommandHandler<TurnOffSecondFactor, AccountId> turnOff,
    SignInThrottle throttle,
    IDataProtectionProvider protection) : FormController
{
    private const string Purpose = "Xtablo.TwoFactorSetup";

    [HttpGet]
    public async Task<IActionResult> Show(CancellationToken ct) => View("TwoFactor", await ModelAsync(null, ct));

    [HttpPost]
    public async Task<IActionResult> Create(TwoFactorForm form, CancellationToken ct)
    {
        var command = new TurnOnSecondFactor(User.AccountId(), form.Password, Unsealed(form.Setup) ?? "", form.Code);
        var codes = await throttle.ConfirmAsync(User.AccountId(), () => turnOn.HandleAsync(command, ct), ct);
        return View("TwoFactor", new TwoFactorModel(null, null, null, codes));
    }

    [HttpPost("off")]
    public async Task<IActionResult> Delete(TwoFactorForm form, CancellationToken ct)
    {
        var command = new TurnOffSecondFactor(User.AccountId(), form.Password);
        await throttle.ConfirmAsync(User.AccountId(), () => turnOff.HandleAsync(command, ct), ct);
        return this.SeeOther("/account/two-factor");
    }

    protected override async Task<IActionResult> ShowAgainAsync(object? posted, Refusal refusal, CancellationToken ct) =>
        View("TwoFactor", await ModelAsync((posted as TwoFactorForm)?.Setup, ct));

    /// <summary>
    /// Creates a new key for each page, or keeps the key of the form that is shown again: nothing is stored until a code of the
    /// app proves the key, and no GET changes anything. The key is encrypted for the account, so that nobody can be tricked
    /// into setting up a key that another person chose.
    /// </summary>
    private async Task<TwoFactorModel> ModelAsync(string? setup, CancellationToken ct)
    {
        if (await factors.FindAsync(User.AccountId(), ct) is not null)
        {
            return new(null, null, null, []);
        }

        var key = Unsealed(setup) ?? AuthenticatorKey.New().Text;
        var label = Uri.EscapeDataString($"Xtablo ({Request.HostName()}):{User.DisplayName()}");
        return new(
            protection.CreateProtector(Purpose).Protect($"{User.AccountId()} {key}"),
            string.Join(' ', key.Chunk(4).Select(part => new string(part))),
            $"otpauth://totp/{label}?secret={key}&issuer={Uri.EscapeDataString($"Xtablo ({Request.HostName()})")}",
            []);
    }

    private string? Unsealed(string? setup) =>
        protection.CreateProtector(Purpose).Open(setup)?.Split(' ') is [var account, var key]
            && account == User.AccountId().ToString() ? key : null;
}
