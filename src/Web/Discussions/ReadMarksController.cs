using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Xtablo.Application.Common;
using Xtablo.Application.Discussions;
using Xtablo.Domain.Common;
using Xtablo.Domain.Tablos;
using Xtablo.Web.Forms;
using Xtablo.Web.Limits;
using Xtablo.Web.Shared;

namespace Xtablo.Web.Discussions;

/// <summary>How far the signed-in member has read.</summary>
[Authorize]
[ForMembers]
[Route("/tablos/{tabloId:guid}/discussion")]
internal sealed class ReadMarksController(
    ICommandHandler<MarkRead, bool> markRead, ICommandHandler<MarkUnread, bool> markUnread) : ScriptController
{
    [HttpPost("read")]
    [RateLimited(RateLimits.Reading)]
    public async Task<IActionResult> Read(
        TabloId tabloId, [FromForm] long? upTo, [FromForm] long? generation, CancellationToken ct) =>
        await markRead.HandleAsync(new MarkRead(tabloId, User.AccountId(), Given(upTo, nameof(upTo)), generation), ct)
            ? NoContent()
            : NotFound();

    [HttpPost("unread")]
    [RateLimited(RateLimits.Reading)]
    public async Task<IActionResult> Unread(TabloId tabloId, [FromForm] long? from, CancellationToken ct) =>
        await markUnread.HandleAsync(new MarkUnread(tabloId, User.AccountId(), Given(from, nameof(from))), ct)
            ? NoContent()
            : NotFound();

    private static long Given(long? number, string field) => number ?? throw new RefusedException("number.missing", field);
}
