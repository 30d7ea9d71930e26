using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Xtablo.Application.Accounts;
using Xtablo.Application.Common;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;
using Xtablo.Web.Forms;
using Xtablo.Web.Limits;
using Xtablo.Web.Shared;
using Xtablo.Web.SignIn;

namespace Xtablo.Web.Account;

/// <summary>The page where people change their own account.</summary>
[Authorize]
[Route("/account")]
internal sealed class AccountController(
    IAccounts accounts,
    SignInThrottle throttle,
    ICommandHandler<ChangeProfile, bool> changeProfile,
    ICommandHandler<ChangePassword, SessionId> changePassword,
    DeviceCookie device) : FormController
{
    /// <param name="saved">What has just been changed.</param>
    [HttpGet]
    public Task<IActionResult> Show(string? saved, CancellationToken ct) =>
        ShowAsync(FormNow(), saved is "profile" or "password" ? saved : null, ct);

    [HttpPost]
    [RateLimited(RateLimits.Changes)]
    public Task<IActionResult> Change(AccountForm form, CancellationToken ct) =>
        Has(nameof(form.Password)) || Has(nameof(form.PresentPassword))
            ? ChangePasswordAsync(form, ct)
            : ChangeProfileAsync(form, ct);

    protected override Task<IActionResult> ShowAgainAsync(object? posted, Refusal refusal, CancellationToken ct)
    {
        var form = posted as AccountForm ?? new AccountForm();
        return ShowAsync(Has(nameof(form.Name)) ? form : FormNow(), saved: null, ct);
    }

    private async Task<IActionResult> ChangeProfileAsync(AccountForm form, CancellationToken ct)
    {
        var language = Has(nameof(form.Language)) ? form.Language : User.Language();
        var now = User.Preferences();
        var preferences = new Preferences(
            Has(nameof(form.TimeZone)) ? TimeZones.ChosenFrom(form.TimeZone) : now.TimeZone,
            form.Theme is { } theme ? Themes.From(theme) : now.Theme,
            form.PresenceOff ?? now.HidesPresence,
            form.SingleKeysOff ?? now.HasNoSingleKeys);
        await changeProfile.HandleAsync(new ChangeProfile(User.AccountId(), form.Name, language, preferences), ct);
        HttpContext.KeepTheme(preferences.Theme);
        return this.SeeOther("/account?saved=profile");
    }

    private async Task<IActionResult> ChangePasswordAsync(AccountForm form, CancellationToken ct)
    {
        // Throttled, so that nobody guesses the password from a session that was left open.
        var command = new ChangePassword(
            User.AccountId(), form.PresentPassword, form.Password, Request.Headers.UserAgent.ToString());
        var session = await throttle.ConfirmAsync(User.AccountId(), () => changePassword.HandleAsync(command, ct), ct);
        await HttpContext.SignInAsync(session);
        var email = await accounts.FindEmailAsync(User.AccountId(), CancellationToken.None);
        await device.RememberAsync(HttpContext, email?.Value, CancellationToken.None); // the old password's devices are forgotten
        return this.SeeOther("/account?saved=password");
    }

    private AccountForm FormNow()
    {
        var now = User.Preferences();
        return new AccountForm
        {
            Name = User.DisplayName(),
            Language = User.Language(),
            TimeZone = now.TimeZone,
            Theme = now.Theme.Name(),
            PresenceOff = now.HidesPresence,
            SingleKeysOff = now.HasNoSingleKeys,
        };
    }

    private bool Has(string field) => Request.HasFormContentType && Request.Form.ContainsKey(field);

    private async Task<IActionResult> ShowAsync(AccountForm form, string? saved, CancellationToken ct) =>
        View("Account", new AccountModel(form, (await accounts.FindEmailAsync(User.AccountId(), ct))?.Value, saved));
}

/// <param name="Saved">What has just been changed: <c>profile</c> or <c>password</c>; null for nothing.</param>
public sealed record AccountModel(AccountForm Form, string? Email, string? Saved);
