using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Xtablo.Application.Accounts;
using Xtablo.Application.Common;
using Xtablo.Domain.Accounts;
using Xtablo.Web.Forms;
using Xtablo.Web.Shared;

namespace Xtablo.Web.Account;

/// <summary>The list of an account's sessions, where people end one or all of them.</summary>
[Authorize]
[Route("/account/sessions")]
internal sealed class SessionsController(
    ISessions sessions,
    ICommandHandler<SignOutOne, SessionId?> signOutOne,
    ICommandHandler<SignOutEverywhere, int> signOutEverywhere) : FormController
{
    [HttpGet]
    public async Task<IActionResult> Show(CancellationToken ct) => View("Sessions", await ListAsync(ct));

    /// <param name="session">The handle of the session to end; null or empty for all of them.</param>
    [HttpPost]
    public async Task<IActionResult> End(string? session, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(session))
        {
            await signOutEverywhere.HandleAsync(new SignOutEverywhere(User.AccountId()), ct);
            return await LeaveAsync();
        }

        // A session that has ended in the meantime is no error: it is what the request wanted.
        var ended = await signOutOne.HandleAsync(new SignOutOne(User.AccountId(), session), ct);
        return ended == User.Session() ? await LeaveAsync() : this.SeeOther("/account/sessions");
    }

    protected override async Task<IActionResult> ShowAgainAsync(object? posted, Refusal refusal, CancellationToken ct) =>
        View("Sessions", await ListAsync(ct));

    private async Task<SessionsModel> ListAsync(CancellationToken ct) =>
        new(await sessions.ListAsync(User.AccountId(), ct), User.Session());

    private async Task<IActionResult> LeaveAsync()
    {
        await HttpContext.SignOutAsync();
        return this.SeeOther("/sign-in");
    }
}

/// <param name="Here">The session of this request.</param>
public sealed record SessionsModel(IReadOnlyList<SessionView> Sessions, SessionId Here);
