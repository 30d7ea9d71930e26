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
    /// What changes in a discussion, as server-sent events: of each <c>message</c> the data is the message as JSON. Without
    /// a cursor it begins now.
    /// </summary>
    /// <param name="after">A cursor, or 0 for the beginning. The header Last-Event-ID wins.</param>
    [HttpGet("/api/tablos/{tabloId:guid}/stream")]
    [ProducesResponseType<string>(StatusCodes.Status200OK, "text/event-stream")]
    [ProducesResponseType<ProblemJson>(StatusCodes.Status404NotFound, ProblemJson.ContentType)]
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Style", "IDE0060", Justification = "Read from the request as it came; named for the description.")]
    public async Task<IActionResult> Follow(TabloId tabloId, string? after, CancellationToken ct)
    {
        var wanted = new FollowRequest(tabloId, Prefix: "", Streams.AfterIn(Request));
        return User.MayOpen(wanted.TabloId)
            ? await streams.OpenAsync(HttpContext, [wanted], json, unread: false, () => tokens.StandsAsync(new TokenId(User.Access().Value), ct), ct)
            : NotFound();
    }
}
