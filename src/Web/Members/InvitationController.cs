using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Xtablo.Application.Common;
using Xtablo.Application.Discussions;
using Xtablo.Application.Members;
using Xtablo.Domain.Tablos;
using Xtablo.Web.Forms;
using Xtablo.Web.Shared;

namespace Xtablo.Web.Members;

/// <summary>
/// The page of an invitation link. Opening it never joins the tablo: mail scanners and link previews open links too.
/// </summary>
[Route("/invitations/{secret}")]
internal sealed class InvitationController(
    IMemberReader members, IDiscussionReader discussions, ICommandHandler<JoinTablo, TabloId> join) : FormController
{
    [AllowAnonymous]
    [HttpGet]
    public Task<IActionResult> Show(string secret, CancellationToken ct) => ShowAsync(secret, ct);

    [Authorize]
    [HttpPost]
    public async Task<IActionResult> Join(string secret, CancellationToken ct)
    {
        var tabloId = await join.HandleAsync(new JoinTablo(User.AsPerson(), secret), ct);
        return this.SeeOther($"/tablos/{tabloId}/discussion");
    }

    protected override Task<IActionResult> ShowAgainAsync(object? posted, Refusal refusal, CancellationToken ct) =>
        ShowAsync(RouteData.Values["secret"]?.ToString(), ct);

    private async Task<IActionResult> ShowAsync(string? secret, CancellationToken ct)
    {
        var isSignedIn = User.Identity is { IsAuthenticated: true };
        if (await members.FindInvitationAsync(secret, ct) is not { } invitation)
        {
            // Who has joined by it comes back to a link that admits nobody any more, and means the tablo.
            return isSignedIn && await members.FindTabloAsync(secret, User.AccountId(), ct) is { } tabloId
                ? this.SeeOther($"/tablos/{tabloId}/discussion")
                : NotFound();
        }

        var isMember = isSignedIn
            && await discussions.TakesPartAsync(invitation.TabloId, User.AccountId(), ct);
        return View("Invitation", new InvitationModel(invitation, secret!, isMember));
    }
}
