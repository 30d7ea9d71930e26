using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Xtablo.Application.Common;
using Xtablo.Application.Discussions;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Common;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;
using Xtablo.Web.Forms;
using Xtablo.Web.Limits;
using Xtablo.Web.Shared;

namespace Xtablo.Web.Discussions;

/// <summary>One message: its permalink, which without scripts is also the page of what can be done with it.</summary>
[Authorize]
[Route("/tablos/{tabloId:guid}/discussion/messages/{messageId:guid}")]
internal sealed class MessageController(
    IDiscussionReader discussions, ICommandHandler<EditMessage, bool> editMessage, ICommandHandler<DeleteMessage, bool> deleteMessage) : FormController
{
    [HttpGet]
    public async Task<IActionResult> Show(Guid tabloId, Guid messageId, CancellationToken ct) =>
        await ModelAsync(tabloId, messageId, typed: null, ct) is { } model ? View("Permalink", model) : NotFound();

    [HttpPost("edit")]
    [RateLimited(RateLimits.Posts)]
    public async Task<IActionResult> Edit(Guid tabloId, Guid messageId, EditForm form, CancellationToken ct)
    {
        if (await FindAsync(tabloId, messageId, ct) is null)
        {
            return NotFound(); // before the text is looked at: what is wrong with it tells that there is a message
        }

        var edit = new EditMessage(new TabloId(tabloId), User.AccountId(), new MessageId(messageId), form.Body, RevisionFrom(form.Revision));
        await editMessage.HandleAsync(edit, ct);
        return await AnswerAsync(tabloId, messageId);
    }

    [HttpPost("delete")]
    public async Task<IActionResult> Delete(Guid tabloId, Guid messageId, CancellationToken ct)
    {
        await deleteMessage.HandleAsync(new DeleteMessage(new TabloId(tabloId), User.AccountId(), new MessageId(messageId)), ct);
        return await AnswerAsync(tabloId, messageId);
    }

    /// <summary>The form again: with what was typed, and with the revision that it would now overwrite.</summary>
    protected override async Task<IActionResult> ShowAgainAsync(object? posted, Refusal refusal, CancellationToken ct)
    {
        var (tabloId, messageId) = (Guid.Parse((string)RouteData.Values["tabloId"]!), Guid.Parse((string)RouteData.Values["messageId"]!));
        if (await ModelAsync(tabloId, messageId, (posted as EditForm)?.Body, ct) is not { } model)
        {
            return NotFound();
        }

        return Request.IsHtmx() ? PartialView("_EditForm", model) : View("Permalink", model);
    }

    /// <summary>It is stored: what follows must not fail because the browser has left.</summary>
    private async Task<IActionResult> AnswerAsync(Guid tabloId, Guid messageId)
    {
        if (await FindAsync(tabloId, messageId, CancellationToken.None) is not { } message)
        {
            return NotFound();
        }

        return Request.IsHtmx()
            ? PartialView("_Message", message)
            : this.SeeOther(string.Create(CultureInfo.InvariantCulture, $"/tablos/{tabloId}/discussion?around={message.Number}#message-{messageId}"));
    }

    private async Task<MessageModel?> ModelAsync(Guid tabloId, Guid messageId, string? typed, CancellationToken ct)
    {
        var membership = await discussions.MembershipAsync(new TabloId(tabloId), User.AccountId(), ct);
        if (membership is null || await FindAsync(tabloId, messageId, ct) is not { } message)
        {
            return null;
        }

        var isMine = message.AuthorId == User.AccountId();
        var isThere = message is { Notice: null, DeletedAt: null };
        return new(message, typed, MayEdit: isThere && isMine, MayDelete: isThere && (isMine || membership.Role is Role.Owner));
    }

    private Task<MessageView?> FindAsync(Guid tabloId, Guid messageId, CancellationToken ct) =>
        discussions.MessageAsync(new TabloId(tabloId), User.AccountId(), new MessageId(messageId), ct);

    private static long? RevisionFrom(string? text) => string.IsNullOrEmpty(text)
        ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var revision)
            ? revision
            : throw new RefusedException("revision.not-a-number", "revision");
}
