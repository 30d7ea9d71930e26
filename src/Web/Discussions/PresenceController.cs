using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Xtablo.Application.Common;
using Xtablo.Application.Presence;
using Xtablo.Domain.Tablos;
using Xtablo.Web.Forms;
using Xtablo.Web.Limits;
using Xtablo.Web.Shared;

namespace Xtablo.Web.Discussions;

/// <summary>What a page says of who is at it, for the others who have the discussion open.</summary>
[Authorize]
[Route("/tablos/{tabloId:guid}/discussion")]
internal sealed class PresenceController(
    ICommandHandler<SayHere, bool> sayHere, ICommandHandler<SayTyping, bool> sayTyping) : ScriptController
{
    [HttpPost("here")]
    [RateLimited(RateLimits.Here)]
    public async Task<IActionResult> Here(TabloId tabloId, [FromForm] bool? on, CancellationToken ct) =>
        Answer(await sayHere.HandleAsync(
            new SayHere(tabloId, User.AsPerson(), User.Preferences().HidesPresence, on ?? true), ct));

    [HttpPost("typing")]
    [RateLimited(RateLimits.Typing)]
    public async Task<IActionResult> Typing(TabloId tabloId, [FromForm] bool? on, CancellationToken ct) =>
        Answer(await sayTyping.HandleAsync(
            new SayTyping(tabloId, User.AsPerson(), User.Preferences().HidesPresence, on ?? true), ct));

    private IActionResult Answer(bool isMember) => isMember ? NoContent() : NotFound();
}
