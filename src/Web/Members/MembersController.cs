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

/// <summary>Who is on a tablo, and the links by which others may come.</summary>
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
    ICommandHandler<LeaveTablo, bool> leave) : FormController
{
    [HttpGet("members")]
    public Task<IActionResult> Show(Guid tabloId, CancellationToken ct) => ShowAsync(tabloId, new InvitationForm(), ct);

    [HttpPost("members")]
    [RateLimited(RateLimits.Invitations)]
    public async Task<IActionResult> Invite(Guid tabloId, InvitationForm form, CancellationToken ct)
    {
        if (await PageAsync(tabloId, ct) is not { } page)
        {
            return NotFound(); // before the terms are looked at: what is wrong with them tells that there is a tablo
        }

        var email = settings.Smtp is null || string.IsNullOrWhiteSpace(form.Email) ? null : EmailAddress.From(form.Email);
        var maxUses = string.IsNullOrWhiteSpace(form.MaxUses) && email is not null ? "1" : form.MaxUses; // a letter is for one person
        var secret = await invite.HandleAsync(
            new InviteToTablo(new TabloId(tabloId), User.AccountId(), form.Label, maxUses, form.ExpiresInDays), ct);
        if (secret is null)
        {
            return NotFound();
        }

        var link = settings.LinkTo($"/invitations/{secret.Text}");
        if (email is not null)
        {
            mail.Send(LetterTo(email, page.TabloName, link));
        }

        return await ShowAsync(tabloId, new InvitationForm(), ct, link, email);
    }

    [HttpPost("invitations/{invitationId:guid}/revoke")]
    public async Task<IActionResult> Revoke(Guid tabloId, Guid invitationId, CancellationToken ct) => ToMembers(
        tabloId, await revoke.HandleAsync(new RevokeInvitation(new TabloId(tabloId), User.AccountId(), new InvitationId(invitationId)), ct));

    [HttpPost("members/{accountId:guid}/remove")]
    public async Task<IActionResult> Remove(Guid tabloId, Guid accountId, CancellationToken ct) => ToMembers(
        tabloId, await remove.HandleAsync(new RemoveMember(new TabloId(tabloId), User.AsPerson(), new AccountId(accountId)), ct));

    [HttpPost("hand-over")]
    public async Task<IActionResult> HandOver(Guid tabloId, Guid accountId, CancellationToken ct) => ToMembers(
        tabloId, await handOver.HandleAsync(new HandOverTablo(new TabloId(tabloId), User.AsPerson(), new AccountId(accountId)), ct));

    [HttpPost("leave")]
    public async Task<IActionResult> Leave(Guid tabloId, CancellationToken ct) =>
        await leave.HandleAsync(new LeaveTablo(new TabloId(tabloId), User.AsPerson()), ct) ? this.SeeOther("/tablos") : NotFound();

    protected override async Task<IActionResult> ShowAgainAsync(object? posted, Refusal refusal, CancellationToken ct) =>
        Guid.TryParse(RouteData.Values["tabloId"]?.ToString(), out var tabloId)
            ? await ShowAsync(tabloId, posted as InvitationForm ?? new InvitationForm(), ct)
            : NotFound();

    private async Task<IActionResult> ShowAsync(
        Guid tabloId, InvitationForm form, CancellationToken ct, string? link = null, EmailAddress? sentTo = null) =>
        await PageAsync(tabloId, ct) is { } page ? View("Members", new MembersModel(page, form, link, sentTo)) : NotFound();

    private Task<MembersPage?> PageAsync(Guid tabloId, CancellationToken ct) => members.PageAsync(new TabloId(tabloId), User.AccountId(), ct);

    private Letter LetterTo(EmailAddress email, string tablo, string link) => new(
        email,
        sentences["{0} invites you to {1}", User.DisplayName(), tablo],
        sentences["{0} invites you to the tablo {1} on Xtablo. To join, open this link:", User.DisplayName(), tablo] + $"\n\n{link}\n");

    private IActionResult ToMembers(Guid tabloId, bool found) => found ? this.SeeOther($"/tablos/{tabloId}/members") : NotFound();
}
