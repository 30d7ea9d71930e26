using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Xtablo.Application.Common;
using Xtablo.Application.Discussions;
using Xtablo.Domain.Common;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;
using Xtablo.Web.Forms;
using Xtablo.Web.Limits;
using Xtablo.Web.Shared;

namespace Xtablo.Web.Discussions;

/// <summary>One message: its permalink, which without scripts is also the page for editing and deleting it.</summary>
[Authorize]
[Route("/tablos/{tabloId:guid}/discussion/messages/{messageId:guid}")]
internal sealed class MessageController(
    IDiscussionReader discussions,
    ICommandHandler<EditMessage, MessageRow?> editMessage,
    ICommandHandler<DeleteMessage, MessageRow?> deleteMessage) : FormController
{
    [HttpGet]
    public async Task<IActionResult> Show(TabloId tabloId, MessageId messageId, CancellationToken ct) =>
        await ModelAsync(tabloId, messageId, typed: null, ct) is { } model ? View("Permalink", model) : NotFound();

    [HttpPost("edit")]
    [RateLimited(RateLimits.Posts)]
    public async Task<IActionResult> Edit(TabloId tabloId, MessageId messageId, EditForm form, CancellationToken ct)
    {
        if (await FindAsync(tabloId, messageId, ct) is null)
        {
            return NotFound(); // before the text is checked: its errors would reveal that the message exists
        }

        var edit = new EditMessage(tabloId, User.AccountId(), messageId, form.Body, RevisionFrom(form.Revision));
        return Answer(await editMessage.HandleAsync(edit, ct));
    }

    [HttpPost("delete")]
    public async Task<IActionResult> Delete(TabloId tabloId, MessageId messageId, CancellationToken ct) => Answer(
        await deleteMessage.HandleAsync(new DeleteMessage(tabloId, User.AccountId(), messageId), ct));

    /// <summary>Shows the form again, with the text that was typed and the revision that it would now overwrite.</summary>
    protected override async Task<IActionResult> ShowAgainAsync(object? posted, Refusal refusal, CancellationToken ct)
    {
        if (await ModelAsync(RouteData.TabloId(), RouteData.MessageId(), (posted as EditForm)?.Body, ct) is not { } model)
        {
            return NotFound();
        }

        return Request.IsHtmx() ? PartialView("_EditForm", model) : View("Permalink", model);
    }

    private IActionResult Answer(MessageRow? row)
    {
        if (row is null)
        {
            return NotFound();
        }

        return Request.IsHtmx()
            ? new RowResult(row)
            : this.SeeOther(string.Create(
                CultureInfo.InvariantCulture, $"/tablos/{row.TabloId}/discussion?around={row.Number}#message-{row.Id}"));
    }

    private async Task<MessageModel?> ModelAsync(TabloId tabloId, MessageId messageId, string? typed, CancellationToken ct)
    {
        var membership = await discussions.MembershipAsync(tabloId, User.AccountId(), ct);
        if (membership is null || await FindAsync(tabloId, messageId, ct) is not { } message)
        {
            return null;
        }

        var isMine = message.AuthorId == User.AccountId();
        var isThere = message is { Notice: null, DeletedAt: null };
        return new(message, typed, MayEdit: isThere && isMine, MayDelete: isThere && (isMine || membership.Role is Role.Owner));
    }

    private Task<MessageRow?> FindAsync(TabloId tabloId, MessageId messageId, CancellationToken ct) =>
        discussions.MessageAsync(tabloId, User.AccountId(), messageId, ct);

    private static long? RevisionFrom(string? text) => string.IsNullOrEmpty(text)
        ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var revision)
            ? revision
            : throw new RefusedException("revision.not-a-number", "revision");
}
