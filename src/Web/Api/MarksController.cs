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
[ProducesResponseType<MessageJson>(StatusCodes.Status200OK, Json)]
[ProducesResponseType<ProblemJson>(StatusCodes.Status401Unauthorized, ProblemJson.ContentType)]
[ProducesResponseType<ProblemJson>(StatusCodes.Status403Forbidden, ProblemJson.ContentType)]
[ProducesResponseType<ProblemJson>(StatusCodes.Status404NotFound, ProblemJson.ContentType)]
[ProducesResponseType<ProblemJson>(StatusCodes.Status409Conflict, ProblemJson.ContentType)]
[ProducesResponseType<ProblemJson>(StatusCodes.Status422UnprocessableEntity, ProblemJson.ContentType)]
[ProducesResponseType<ProblemJson>(StatusCodes.Status429TooManyRequests, ProblemJson.ContentType)]
[ForMembers]
internal sealed class MarksController(
    JsonRow row,
    ICommandHandler<ReactToMessage, MessageRow?> react,
    ICommandHandler<PinMessage, MessageRow?> pin) : ApiController
{
    /// <summary>Reacts to a message with an emoji. Idempotent.</summary>
    [HttpPut("reactions/{emoji}")]
    [RateLimited(RateLimits.Marks)]
    public Task<IActionResult> React(TabloId tabloId, MessageId messageId, string emoji, CancellationToken ct) =>
        ReactAsync(tabloId, messageId, emoji, on: true, ct);

    /// <summary>Takes a reaction back. Idempotent.</summary>
    [HttpDelete("reactions/{emoji}")]
    [RateLimited(RateLimits.Marks)]
    public Task<IActionResult> TakeBack(TabloId tabloId, MessageId messageId, string emoji, CancellationToken ct) =>
        ReactAsync(tabloId, messageId, emoji, on: false, ct);

    /// <summary>Pins a message. Idempotent.</summary>
    [HttpPut("pin")]
    [RateLimited(RateLimits.Marks)]
    public Task<IActionResult> Pin(TabloId tabloId, MessageId messageId, CancellationToken ct) =>
        PinAsync(tabloId, messageId, on: true, ct);

    /// <summary>Takes the pin of a message away. Idempotent.</summary>
    [HttpDelete("pin")]
    [RateLimited(RateLimits.Marks)]
    public Task<IActionResult> Unpin(TabloId tabloId, MessageId messageId, CancellationToken ct) =>
        PinAsync(tabloId, messageId, on: false, ct);

    private async Task<IActionResult> ReactAsync(
        TabloId tabloId, MessageId messageId, string emoji, bool on, CancellationToken ct) =>
        Answer(await react.HandleAsync(new ReactToMessage(tabloId, User.AccountId(), messageId, emoji, on), ct));

    private async Task<IActionResult> PinAsync(TabloId tabloId, MessageId messageId, bool on, CancellationToken ct) =>
        Answer(await pin.HandleAsync(new PinMessage(tabloId, User.AccountId(), messageId, on), ct));

    private IActionResult Answer(MessageRow? message) => message is null ? NotFound() : Ok(row.Of(message));
}
