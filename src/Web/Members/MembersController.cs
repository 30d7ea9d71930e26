using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Xtablo.Application.Common;
using Xtablo.Application.Mail;
using Xtablo.Application.Members;
using Xtablo.Application.Operation;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;
using Xtablo.Domain.Text;
using Xtablo.Web.Forms;
using Xtablo.Web.Limits;
using Xtablo.Web.Shared;

namespace Xtablo.Web.Members;

/// <summary>The members of a tablo, and its invitations.</summary>
[Authorize]
[Route("/tablos/{tabloId:guid}")]
internal sealed class MembersController(
    IMemberReader members,
    Settings settings,
    IMail mail,
    IStringLocalizer<Sentences> sentences,
    ICommandHandler<InviteToTablo, Secret?> invite,
    ICommandHandler<RevokeInvitation, bool> revoke,
    ICommandHandler<RemoveMember, bool> remove,
    ICommandHandler<HandOverTablo, bool> handOver,
    ICommandHandler<LeaveTablo, bool> leave,
    Attempts attempts) : FormController
{
    [HttpGet("members")]
    public Task<IActionResult> Show(TabloId tabloId, int? page, CancellationToken ct) =>
        ShowAsync(tabloId, new InvitationForm(), page, ct);

    [HttpPost("members")]
    [ForMembers]
    [RateLimited(RateLimits.Invitations)]
    public async Task<IActionResult> Invite(TabloId tabloId, InvitationForm form, CancellationToken ct)
    {
        var email = settings.Smtp is null || string.IsNullOrWhiteSpace(form.Email) ? null : EmailAddress.From(form.Email);

        var link = await attempts.OnceAsync(HttpContext, () => MakeLinkAsync(tabloId, form, email, ct));
        return link is not null && await PageAsync(tabloId, CancellationToken.None) is { } page
            ? Show(page, new InvitationForm(), link: link, sentTo: email)
            : NotFound();
    }

    [HttpPost("invitations/{invitationId:guid}/revoke")]
    public async Task<IActionResult> Revoke(TabloId tabloId, InvitationId invitationId, CancellationToken ct) => ToMembers(
        tabloId, await revoke.HandleAsync(new RevokeInvitation(tabloId, User.AccountId(), invitationId), ct));

    [HttpPost("members/{accountId:guid}/remove")]
    public async Task<IActionResult> Remove(TabloId tabloId, AccountId accountId, CancellationToken ct) => ToMembers(
        tabloId, await remove.HandleAsync(new RemoveMember(tabloId, User.AsPerson(), accountId), ct));

    [HttpPost("hand-over")]
    public async Task<IActionResult> HandOver(TabloId tabloId, AccountId accountId, CancellationToken ct) => ToMembers(
        tabloId, await handOver.HandleAsync(new HandOverTablo(tabloId, User.AsPerson(), accountId), ct));

    [HttpPost("leave")]
    public async Task<IActionResult> Leave(TabloId tabloId, CancellationToken ct) =>
        await leave.HandleAsync(new LeaveTablo(tabloId, User.AsPerson()), ct) ? this.SeeOther("/tablos") : NotFound();

    protected override Task<IActionResult> ShowAgainAsync(object? posted, Refusal refusal, CancellationToken ct) =>
        ShowAsync(RouteData.TabloId(), posted as InvitationForm ?? new InvitationForm(), page: null, ct);

    /// <summary>Returns the address of the new link, which is sent to the e-mail if there is one; null without a tablo.</summary>
    private async Task<string?> MakeLinkAsync(TabloId tabloId, InvitationForm form, EmailAddress? email, CancellationToken ct)
    {
        // A mailed link is meant for one person.
        var maxUses = string.IsNullOrWhiteSpace(form.MaxUses) && email is not null ? "1" : form.MaxUses;
        var secret = await invite.HandleAsync(
            new InviteToTablo(tabloId, User.AccountId(), form.Label, maxUses, form.ExpiresInDays), ct);
        var link = secret is null ? null : settings.LinkTo($"/invitations/{secret.Text}");
        if (link is not null && email is not null && await PageAsync(tabloId, CancellationToken.None) is { } page)
        {
            mail.Send(LetterTo(email, page.TabloName, link));
        }

        return link;
    }

    private async Task<IActionResult> ShowAsync(TabloId tabloId, InvitationForm form, int? page, CancellationToken ct) =>
        await PageAsync(tabloId, ct) is { } found ? Show(found, form, page) : NotFound();

    private ViewResult Show(
        MembersPage found, InvitationForm form, int? page = null, string? link = null, EmailAddress? sentTo = null)
    {
        var (shown, at) = ListPage.Of(found.Members, page);
        return View("Members", new MembersModel(found, shown, at, form, link, sentTo));
    }

    private Task<MembersPage?> PageAsync(TabloId tabloId, CancellationToken ct) =>
        members.PageAsync(tabloId, User.AccountId(), ct);

    private Letter LetterTo(EmailAddress email, string tablo, string link) => new(
        email,
        sentences["{0} invites you to {1}", User.DisplayName(), tablo],
        sentences["{0} invites you to the tablo {1} on Xtablo. To join, open this link:", User.DisplayName(), tablo]
            + $"\n\n{link}\n");

    private IActionResult ToMembers(TabloId tabloId, bool found) =>
        found ? this.SeeOther($"/tablos/{tabloId}/members") : NotFound();
}
