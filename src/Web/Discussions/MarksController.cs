using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Xtablo.Application.Common;
using Xtablo.Application.Discussions;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;
using Xtablo.Web.Forms;
using Xtablo.Web.Limits;
using Xtablo.Web.Shared;

namespace Xtablo.Web.Discussions;

/// <summary>What is put on a message beside its text: reactions, a pin.</summary>
[Authorize]
[Route("/tablos/{tabloId:guid}/discussion/messages/{messageId:guid}")]
internal sealed class MarksController(
    IDiscussionReader discussions,
    ICommandHandler<ReactToMessage, MessageRow?> react,
    ICommandHandler<PinMessage, MessageRow?> pin) : FormController
{
    [HttpPost("reactions")]
    [RateLimited(RateLimits.Marks)]
    public async Task<IActionResult> React(TabloId tabloId, MessageId messageId, MarkForm form, CancellationToken ct) =>
        this.RowOrPlace(await react.HandleAsync(
            new ReactToMessage(tabloId, User.AccountId(), messageId, form.Emoji, form.On), ct));

    [HttpPost("pin")]
    [RateLimited(RateLimits.Marks)]
    public async Task<IActionResult> Pin(TabloId tabloId, MessageId messageId, MarkForm form, CancellationToken ct) =>
        this.RowOrPlace(await pin.HandleAsync(new PinMessage(tabloId, User.AccountId(), messageId, form.On ?? true), ct));

    /// <summary>
    /// The pinned messages, the last one that was pinned first. htmx gets only the line that says how many: a page of an older
    /// build asks for it.
    /// </summary>
    [HttpGet("/tablos/{tabloId:guid}/discussion/pinned")]
    public async Task<IActionResult> Pinned(TabloId tabloId, CancellationToken ct)
    {
        var account = User.AccountId();
        if (await discussions.PageAsync(tabloId, account, Window.Newest(1), ct) is not { } page)
        {
            return NotFound();
        }

        return Request.IsHtmx()
            ? PartialView("_Pins", page)
            : View("Pinned", new PinnedModel(page, await discussions.PinnedAsync(tabloId, account, ct)));
    }

    protected override Task<IActionResult> ShowAgainAsync(object? posted, Refusal refusal, CancellationToken ct) =>
        this.ShowMessageAsync(
            discussions, RouteData.TabloId(), RouteData.MessageId(), typed: null, asksForAll: false, ct);
}
