using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Xtablo.Application.Common;
using Xtablo.Application.Members;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;
using Xtablo.Domain.Members;
using Xtablo.Domain.Tablos;
using Xtablo.Web.Common;

namespace Xtablo.Web.Members;

/// <summary>Who is on a tablo, and the links by which others may come.</summary>
[Authorize]
[Route("/tablos/{tabloId:guid}")]
internal sealed class MembersController(
    IMemberReader members,
    PublicAddress address,
    ICommandHandler<InviteToTablo, Secret?> invite,
    ICommandHandler<RevokeInvitation, bool> revoke,
    ICommandHandler<RemoveMember, bool> remove,
    ICommandHandler<HandOverTablo, bool> handOver,
    ICommandHandler<LeaveTablo, bool> leave) : FormController
{
    [HttpGet("members")]
    public Task<IActionResult> Show(Guid tabloId, CancellationToken ct) => ShowAsync(tabloId, new InvitationForm(), link: null, ct);

    [HttpPost("members")]
    public async Task<IActionResult> Invite(Guid tabloId, InvitationForm form, CancellationToken ct)
    {
        if (await PageAsync(tabloId, ct) is null)
        {
            return NotFound(); // before the terms are looked at: what is wrong with them tells that there is a tablo
        }

        var secret = await invite.HandleAsync(
            new InviteToTablo(new TabloId(tabloId), User.AccountId(), form.Label, form.MaxUses, form.ExpiresInDays), ct);
        return secret is null ? NotFound() : await ShowAsync(tabloId, new InvitationForm(), address.Of($"/invitations/{secret.Text}"), ct);
    }

    [HttpPost("invitations/{invitationId:guid}/revoke")]
    public async Task<IActionResult> Revoke(Guid tabloId, Guid invitationId, CancellationToken ct) => ToMembers(
        tabloId, await revoke.HandleAsync(new RevokeInvitation(new TabloId(tabloId), User.AccountId(), new InvitationId(invitationId)), ct));

    [HttpPost("members/{accountId:guid}/remove")]
    public async Task<IActionResult> Remove(Guid tabloId, Guid accountId, CancellationToken ct) => ToMembers(
        tabloId, await remove.HandleAsync(new RemoveMember(new TabloId(tabloId), User.AsAuthor(), new AccountId(accountId)), ct));

    [HttpPost("hand-over")]
    public async Task<IActionResult> HandOver(Guid tabloId, Guid accountId, CancellationToken ct) => ToMembers(
        tabloId, await handOver.HandleAsync(new HandOverTablo(new TabloId(tabloId), User.AsAuthor(), new AccountId(accountId)), ct));

    [HttpPost("leave")]
    public async Task<IActionResult> Leave(Guid tabloId, CancellationToken ct) =>
        await leave.HandleAsync(new LeaveTablo(new TabloId(tabloId), User.AsAuthor()), ct) ? this.SeeOther("/tablos") : NotFound();

    protected override async Task<IActionResult> ShowAgainAsync(object? posted, Refusal refusal, CancellationToken ct) =>
        Guid.TryParse(RouteData.Values["tabloId"]?.ToString(), out var tabloId)
            ? await ShowAsync(tabloId, posted as InvitationForm ?? new InvitationForm(), link: null, ct)
            : NotFound();

    private async Task<IActionResult> ShowAsync(Guid tabloId, InvitationForm form, string? link, CancellationToken ct) =>
        await PageAsync(tabloId, ct) is { } page ? View("Members", new MembersModel(page, form, link)) : NotFound();

    private Task<MembersPage?> PageAsync(Guid tabloId, CancellationToken ct) => members.PageAsync(new TabloId(tabloId), User.AccountId(), ct);

    private IActionResult ToMembers(Guid tabloId, bool found) => found ? this.SeeOther($"/tablos/{tabloId}/members") : NotFound();
}
