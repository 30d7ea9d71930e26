using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Xtablo.Application.Discussions;
using Xtablo.Domain.Common;
using Xtablo.Domain.Tablos;
using Xtablo.Web.Forms;
using Xtablo.Web.Shared;

namespace Xtablo.Web.Discussions;

/// <summary>Up to where I have read.</summary>
[Authorize]
[Route("/tablos/{tabloId:guid}/discussion")]
internal sealed class ReadMarksController(IReadMarks marks, IDiscussionReader discussions) : FormController
{
    [HttpPost("read")]
    public async Task<IActionResult> Read(Guid tabloId, [FromForm] long? upTo, CancellationToken ct) =>
        await TakesPartAsync(tabloId, ct) && await marks.MarkReadAsync(new TabloId(tabloId), User.AccountId(), Given(upTo, nameof(upTo)), ct)
            ? NoContent()
            : NotFound();

    [HttpPost("unread")]
    public async Task<IActionResult> Unread(Guid tabloId, [FromForm] long? from, CancellationToken ct) =>
        await TakesPartAsync(tabloId, ct) && await marks.MarkUnreadAsync(new TabloId(tabloId), User.AccountId(), Given(from, nameof(from)), ct)
            ? NoContent()
            : NotFound();

    /// <summary>There is no form to show again: a script posts these. The page says what was wrong.</summary>
    protected override Task<IActionResult> ShowAgainAsync(object? posted, Refusal refusal, CancellationToken ct) =>
        Task.FromResult<IActionResult>(StatusCode(refusal.Status));

    /// <summary>Before the number is looked at: what is wrong with it tells that there is a tablo.</summary>
    private Task<bool> TakesPartAsync(Guid tabloId, CancellationToken ct) =>
        discussions.TakesPartAsync(new TabloId(tabloId), User.AccountId(), ct);

    private static long Given(long? number, string field) => number ?? throw new RefusedException("number.missing", field);
}
