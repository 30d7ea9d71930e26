using Microsoft.AspNetCore.Mvc;
using Xtablo.Application.Common;
using Xtablo.Application.Discussions;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;
using Xtablo.Web.Forms;
using Xtablo.Web.Limits;
using Xtablo.Web.Shared;

namespace Xtablo.Web.Api;

[Route("/api/tablos/{tabloId:guid}/messages/{messageId:guid}")]
[ProducesResponseType<ProblemJson>(StatusCodes.Status401Unauthorized, ProblemJson.ContentType)]
[ProducesResponseType<ProblemJson>(StatusCodes.Status429TooManyRequests, ProblemJson.ContentType)]
[ProducesResponseType<ProblemJson>(StatusCodes.Status403Forbidden, ProblemJson.ContentType)]
[ProducesResponseType<ProblemJson>(StatusCodes.Status404NotFound, ProblemJson.ContentType)]
[ProducesResponseType<ProblemJson>(StatusCodes.Status409Conflict, ProblemJson.ContentType)]
internal sealed class MessageController(
    IDiscussionReader discussions,
    JsonRow row,
    ICommandHandler<EditMessage, MessageRow?> editMessage,
    ICommandHandler<DeleteMessage, MessageRow?> deleteMessage) : ApiController
{
    /// <summary>Replaces the text of a message.</summary>
    [HttpPatch]
    [RateLimited(RateLimits.Posts)]
    [Consumes(Json)]
    [ProducesResponseType<MessageJson>(StatusCodes.Status200OK, Json)]
    [ProducesResponseType<ProblemJson>(StatusCodes.Status400BadRequest, ProblemJson.ContentType)]
    [ProducesResponseType<ProblemJson>(StatusCodes.Status422UnprocessableEntity, ProblemJson.ContentType)]
    public async Task<IActionResult> Edit(TabloId tabloId, MessageId messageId, EditedMessageJson posted, CancellationToken ct)
    {
        if (await FindAsync(ct) is null)
        {
            return NotFound(); // before the text is checked: its errors would reveal that the message exists
        }

        var edit = new EditMessage(tabloId, User.AccountId(), messageId, posted.Body, posted.Revision, MayCallMany: true);
        return Answer(await editMessage.HandleAsync(edit, ct));
    }

    /// <summary>Deletes the text of a message permanently. Idempotent.</summary>
    [HttpDelete]
    [ProducesResponseType<MessageJson>(StatusCodes.Status200OK, Json)]
    public async Task<IActionResult> Delete(TabloId tabloId, MessageId messageId, CancellationToken ct)
    {
        if (await FindAsync(ct) is null)
        {
            return NotFound();
        }

        var delete = new DeleteMessage(tabloId, User.AccountId(), messageId);
        return Answer(await deleteMessage.HandleAsync(delete, ct));
    }

    protected override async Task<MessageJson?> PresentAsync() =>
        await FindAsync(CancellationToken.None) is { } message ? row.Of(message) : null;

    private IActionResult Answer(MessageRow? message) => message is null ? NotFound() : Ok(row.Of(message));

    /// <summary>The message in the address; null when it does not exist for the caller.</summary>
    private async Task<MessageRow?> FindAsync(CancellationToken ct)
    {
        var tablo = RouteData.TabloId();
        return User.MayOpen(tablo) ? await discussions.MessageAsync(tablo, User.AccountId(), RouteData.MessageId(), ct) : null;
    }
}
