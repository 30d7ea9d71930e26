using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Xtablo.Application.Common;
using Xtablo.Application.Discussions;
using Xtablo.Domain.Tablos;
using Xtablo.Web.Forms;
using Xtablo.Web.Limits;
using Xtablo.Web.Shared;

namespace Xtablo.Web.Discussions;

/// <summary>Texts that were carried through signing in.</summary>
[Authorize]
[ForMembers]
[Route("/tablos/{tabloId:guid}/discussion/draft")]
internal sealed class DraftsController(ICommandHandler<TakeDraft, bool> takeDraft) : ScriptController
{
    /// <summary>The browser keeps it from here on.</summary>
    [HttpPost("taken")]
    [RateLimited(RateLimits.Reading)]
    public async Task<IActionResult> Take(TabloId tabloId, [FromForm] string? clientId, CancellationToken ct) =>
        await takeDraft.HandleAsync(new TakeDraft(tabloId, User.AccountId(), clientId), ct)
            ? NoContent()
            : UnprocessableEntity();
}
