using Microsoft.AspNetCore.Mvc;
using Xtablo.Application.Accounts;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Tablos;
using Xtablo.Web.Realtime;
using Xtablo.Web.Shared;

namespace Xtablo.Web.Api;

[Stream]
internal sealed class StreamController(Streams streams, JsonFormat json, ITokens tokens) : ApiController
{
    /// <summary>
    /// Streams the changes of a discussion as server-sent events: the data of each <c>message</c> event is the message as JSON.
    /// Without a cursor the stream begins now.
    /// </summary>
    /// <param name="after">A cursor, or 0 for the beginning. The header Last-Event-ID takes precedence.</param>
    [HttpGet("/api/tablos/{tabloId:guid}/stream")]
    [ProducesResponseType<string>(StatusCodes.Status200OK, "text/event-stream")]
    [ProducesResponseType<ProblemJson>(StatusCodes.Status404NotFound, ProblemJson.ContentType)]
    [System.Diagnostics.CodeAnalysis.SuppressMessage(
        "Style", "IDE0060", Justification = "Read from the request as it came; named for the description.")]
    public async Task<IActionResult> Follow(TabloId tabloId, string? after, CancellationToken ct)
    {
        var wanted = new FollowRequest(tabloId, Prefix: "", Streams.AfterIn(Request));
        if (!User.MayOpen(wanted.TabloId))
        {
            return NotFound();
        }

        var token = new TokenId(User.Access().Value);
        return await streams.OpenAsync(HttpContext, [wanted], json, unread: false, () => tokens.StandsAsync(token, ct), ct);
    }
}
