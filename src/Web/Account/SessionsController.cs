using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Xtablo.Application.Accounts;
using Xtablo.Application.Common;
using Xtablo.Domain.Accounts;
using Xtablo.Web.Forms;
using Xtablo.Web.Limits;
using Xtablo.Web.Shared;

namespace Xtablo.Web.Account;

/// <summary>
/// The list of an account's sessions, where people end one or all of them, and see what happened to their account.
/// </summary>
[Authorize]
[Route("/account/sessions")]
internal sealed class SessionsController(
    ISessions sessions,
    IAccountNotices notices,
    SignInThrottle throttle,
    ICommandHandler<ConfirmPassword, AccountId> confirm,
    ICommandHandler<SignOutOne, SessionId?> signOutOne,
    ICommandHandler<SignOutEverywhere, int> signOutEverywhere,
    IStringLocalizer<Sentences> sentences) : FormController
{
    [HttpGet]
    public async Task<IActionResult> Show(CancellationToken ct) => View("Sessions", await ListAsync(ct));

    /// <summary>
    /// Ends a session, or all of them. Who has not signed in just now is asked for the password first, unless they only sign
    /// out here.
    /// </summary>
    [HttpPost]
    public async Task<IActionResult> End(EndSessionForm form, CancellationToken ct)
    {
        var account = User.AccountId();
        if (form.Session != User.Session().Handle)
        {
            var command = new ConfirmPassword(account, User.Session(), form.Password);
            await throttle.ConfirmAsync(account, () => confirm.HandleAsync(command, ct), ct);
        }

        if (string.IsNullOrEmpty(form.Session))
        {
            await signOutEverywhere.HandleAsync(new SignOutEverywhere(account), ct);
            return await LeaveAsync();
        }

        // A session that has ended in the meantime is no error: it is what the request wanted.
        var ended = await signOutOne.HandleAsync(new SignOutOne(account, form.Session), ct);
        return ended == User.Session() ? await LeaveAsync() : this.SeeOther("/account/sessions");
    }

    protected override async Task<IActionResult> ShowAgainAsync(object? posted, Refusal refusal, CancellationToken ct) =>
        refusal.Field is nameof(EndSessionForm.Password) && posted is EndSessionForm form
            ? View("Confirm", QuestionFor(form))
            : View("Sessions", await ListAsync(ct));

    private ConfirmModel QuestionFor(EndSessionForm form) => string.IsNullOrEmpty(form.Session)
        ? new(
            "/account/sessions",
            sentences["Signs you out on all devices, including this one."],
            sentences["Sign out everywhere"])
        : new("/account/sessions", sentences["Signs out a device that is not this one."], sentences["Sign out"])
        {
            Field = "session",
            Value = form.Session,
        };

    private async Task<SessionsModel> ListAsync(CancellationToken ct)
    {
        var account = User.AccountId();
        return new(await sessions.ListAsync(account, ct), User.Session(), await notices.ListAsync(account, ct));
    }

    private async Task<IActionResult> LeaveAsync()
    {
        await HttpContext.SignOutAsync();
        return this.SeeOther("/sign-in");
    }
}

/// <param name="Here">The session of this request.</param>
/// <param name="Notices">What happened to the account, the newest first.</param>
public sealed record SessionsModel(
    IReadOnlyList<SessionView> Sessions, SessionId Here, IReadOnlyList<AccountNotice> Notices);
