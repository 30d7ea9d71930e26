using System.Globalization;
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
    ICommandHandler<MarkRead, bool> markRead, ICommandHandler<MarkUnread, long?> markUnread) : ScriptController
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
    public async Task<IActionResult> Unread(TabloId tabloId, [FromForm] long? from, CancellationToken ct)
    {
        var command = new MarkUnread(tabloId, User.AccountId(), Given(from, nameof(from)));
        if (await markUnread.HandleAsync(command, ct) is not { } generation)
        {
            return NotFound();
        }

        // What the page says from now on is of it, also before a stream has brought it.
        Response.Headers["Mark-Generation"] = generation.ToString(CultureInfo.InvariantCulture);
        return NoContent();
    }

    private static long Given(long? number, string field) => number ?? throw new RefusedException("number.missing", field);
}
