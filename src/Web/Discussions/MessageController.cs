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
    /// <summary>Shows the message. htmx gets the form with its source, to be edited in place.</summary>
    [HttpGet]
    public Task<IActionResult> Show(TabloId tabloId, MessageId messageId, CancellationToken ct) =>
        this.ShowMessageAsync(discussions, tabloId, messageId, typed: null, asksForAll: false, ct);

    [HttpPost("edit")]
    [RateLimited(RateLimits.Posts)]
    public async Task<IActionResult> Edit(TabloId tabloId, MessageId messageId, EditForm form, CancellationToken ct)
    {
        if (await FindAsync(tabloId, messageId, ct) is null)
        {
            return NotFound(); // before the text is checked: its errors would reveal that the message exists
        }

        var edit = new EditMessage(tabloId, User.AccountId(), messageId, form.Body, RevisionFrom(form.Revision), form.All);
        return this.RowOrPlace(await editMessage.HandleAsync(edit, ct));
    }

    [HttpPost("delete")]
    public async Task<IActionResult> Delete(TabloId tabloId, MessageId messageId, CancellationToken ct) => this.RowOrPlace(
        await deleteMessage.HandleAsync(new DeleteMessage(tabloId, User.AccountId(), messageId), ct));

    /// <summary>Shows the form again, with the text that was typed and the revision that it would now overwrite.</summary>
    protected override Task<IActionResult> ShowAgainAsync(object? posted, Refusal refusal, CancellationToken ct) =>
        this.ShowMessageAsync(
            discussions, RouteData.TabloId(), RouteData.MessageId(),
            (posted as EditForm)?.Body, asksForAll: refusal.Code is "mention.all", ct);

    private Task<MessageRow?> FindAsync(TabloId tabloId, MessageId messageId, CancellationToken ct) =>
        discussions.MessageAsync(tabloId, User.AccountId(), messageId, ct);

    private static long? RevisionFrom(string? text) => string.IsNullOrEmpty(text)
        ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var revision)
            ? revision
            : throw new RefusedException("revision.not-a-number", "revision");
}
