using Microsoft.AspNetCore.Mvc;
using Xtablo.Application.Common;
using Xtablo.Application.Discussions;
using Xtablo.Domain.Common;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;
using Xtablo.Web.Forms;
using Xtablo.Web.Limits;
using Xtablo.Web.Shared;

namespace Xtablo.Web.Api;

[Route("/api/tablos/{tabloId:guid}/messages")]
[ProducesResponseType<ProblemJson>(StatusCodes.Status401Unauthorized, ProblemJson.ContentType)]
[ProducesResponseType<ProblemJson>(StatusCodes.Status429TooManyRequests, ProblemJson.ContentType)]
[ProducesResponseType<ProblemJson>(StatusCodes.Status400BadRequest, ProblemJson.ContentType)]
[ProducesResponseType<ProblemJson>(StatusCodes.Status404NotFound, ProblemJson.ContentType)]
[ProducesResponseType<ProblemJson>(StatusCodes.Status422UnprocessableEntity, ProblemJson.ContentType)]
internal sealed class MessagesController(
    IDiscussionReader discussions, JsonRow row, ICommandHandler<PostMessage, Posting?> postMessage) : ApiController
{
    private const int Most = 200;

    /// <summary>Returns messages in order of number: the newest, or those just before or after a number.</summary>
    /// <param name="before">Returns the messages just before this number.</param>
    /// <param name="after">Returns the messages just after this number.</param>
    /// <param name="limit">The maximum number of messages: 1 to 200.</param>
    [HttpGet]
    [ProducesResponseType<MessagesJson>(StatusCodes.Status200OK, Json)]
    public async Task<IActionResult> List(
        TabloId tabloId, long? before, long? after, int limit = Window.UsualSize, CancellationToken ct = default)
    {
        var window = WindowOf(before, after, limit); // before any look-up, so that its errors reveal nothing
        return User.MayOpen(tabloId) && await discussions.PageAsync(tabloId, User.AccountId(), window, ct) is { } page
            ? Ok(new MessagesJson([.. page.Rows.Select(row.Of)], page.Cursor.ToString()))
            : NotFound();
    }

    /// <summary>
    /// Posts a message. Idempotent with a clientId: a repeat returns the same message, in its current state, with 200.
    /// </summary>
    [HttpPost]
    [RateLimited(RateLimits.Posts)]
    [Consumes(Json)]
    [ProducesResponseType<MessageJson>(StatusCodes.Status200OK, Json)]
    [ProducesResponseType<MessageJson>(StatusCodes.Status201Created, Json)]
    [ProducesResponseType<ProblemJson>(StatusCodes.Status409Conflict, ProblemJson.ContentType)]
    [ForMembers]
    public async Task<IActionResult> Create(TabloId tabloId, NewMessageJson posted, CancellationToken ct)
    {
        var post = new PostMessage(
            tabloId, User.AsPerson(), posted.Body, posted.ClientId, posted.ReplyTo, HasSeen: false, MayCallMany: true);
        var posting = await postMessage.HandleAsync(post, ct);
        return posting is null
            ? NotFound()
            : StatusCode(posting.IsRepeat ? StatusCodes.Status200OK : StatusCodes.Status201Created, row.Of(posting.Message));
    }

    /// <exception cref="RefusedException"><c>window.limit</c> or <c>window.two-places</c></exception>
    private static Window WindowOf(long? before, long? after, int limit)
    {
        if (limit is < 1 or > Most)
        {
            throw new RefusedException("window.limit", "limit", Most);
        }

        if (before is not null && after is not null)
        {
            throw new RefusedException("window.two-places", "before");
        }

        return before is null && after is null ? Window.Newest(limit) : new Window(before, after, Size: limit);
    }
}
