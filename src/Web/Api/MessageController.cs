using Microsoft.AspNetCore.Mvc;
using Xtablo.Application.Common;
using Xtablo.Application.Discussions;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;
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
    IDiscussionReader discussions, JsonRow row, ICommandHandler<EditMessage, bool> editMessage, ICommandHandler<DeleteMessage, bool> deleteMessage) : ApiController
{
    /// <summary>Gives a message another text.</summary>
    [HttpPatch]
    [RateLimited(RateLimits.Posts)]
    [Consumes(Json)]
    [ProducesResponseType<MessageJson>(StatusCodes.Status200OK, Json)]
    [ProducesResponseType<ProblemJson>(StatusCodes.Status400BadRequest, ProblemJson.ContentType)]
    [ProducesResponseType<ProblemJson>(StatusCodes.Status422UnprocessableEntity, ProblemJson.ContentType)]
    public async Task<IActionResult> Edit(Guid tabloId, Guid messageId, EditedMessageJson posted, CancellationToken ct)
    {
        if (await FindAsync(ct) is null)
        {
            return NotFound(); // before the text is looked at: what is wrong with it tells that there is a message
        }

        await editMessage.HandleAsync(new EditMessage(new TabloId(tabloId), User.AccountId(), new MessageId(messageId), posted.Body, posted.Revision), ct);
        return await AnswerAsync();
    }

    /// <summary>Takes the text of a message away for good; again is no change.</summary>
    [HttpDelete]
    [ProducesResponseType<MessageJson>(StatusCodes.Status200OK, Json)]
    public async Task<IActionResult> Delete(Guid tabloId, Guid messageId, CancellationToken ct)
    {
        if (await FindAsync(ct) is null)
        {
            return NotFound();
        }

        await deleteMessage.HandleAsync(new DeleteMessage(new TabloId(tabloId), User.AccountId(), new MessageId(messageId)), ct);
        return await AnswerAsync();
    }

    protected override async Task<MessageJson?> PresentAsync() =>
        await FindAsync(CancellationToken.None) is { } message ? row.Of(message) : null;

    /// <summary>It is stored: what follows must not fail because the program has left.</summary>
    private async Task<IActionResult> AnswerAsync() => await FindAsync(CancellationToken.None) is { } message ? Ok(row.Of(message)) : NotFound();

    /// <summary>The message of the address; null for whom it does not exist.</summary>
    private async Task<MessageView?> FindAsync(CancellationToken ct)
    {
        var (tablo, message) = (new TabloId(IdIn("tabloId")), new MessageId(IdIn("messageId")));
        return User.MayOpen(tablo) ? await discussions.MessageAsync(tablo, User.AccountId(), message, ct) : null;
    }

    private Guid IdIn(string name) => Guid.Parse((string)RouteData.Values[name]!);
}
