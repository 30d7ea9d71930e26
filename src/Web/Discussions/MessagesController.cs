using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Xtablo.Application.Common;
using Xtablo.Application.Discussions;
using Xtablo.Domain.Common;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;
using Xtablo.Web.Forms;
using Xtablo.Web.Limits;
using Xtablo.Web.Shared;

namespace Xtablo.Web.Discussions;

[Authorize]
[Route("/tablos/{tabloId:guid}/discussion")]
internal sealed class MessagesController(
    IDiscussionReader discussions, IDrafts drafts, ICommandHandler<PostMessage, Posting?> postMessage) : FormController
{
    /// <summary>Shows a window of the discussion's rows, and the composer. htmx gets only the rows.</summary>
    [HttpGet]
    [Compressed]
    public async Task<IActionResult> List(
        TabloId tabloId, long? before, long? after, long? around, string? on, string? tz, CancellationToken ct)
    {
        var zone = tz ?? User.Preferences().TimeZone;
        var day = string.IsNullOrEmpty(on) ? null : LocalDay.Parse(on, TimeZones.Named(zone, nameof(tz)), nameof(on));
        var window = new Window(before, after, around, day?.Start);
        if (await discussions.PageAsync(tabloId, User.AccountId(), window, ct) is not { } page)
        {
            return NotFound();
        }

        if (Request.IsHtmx())
        {
            return PartialView("_Rows", page.Rows);
        }

        var draft = await drafts.FindAsync(tabloId, User.AccountId(), ct);
        var composer = Composer(page, draft?.Body, draft?.ClientId) with { ReplyTo = draft?.ReplyTo?.ToString() };
        return View("Show", new DiscussionModel(page, composer, on, tz) { Day = day });
    }

    /// <summary>Posts a message. htmx gets its row; a plain form is redirected to the discussion.</summary>
    [HttpPost]
    [RateLimited(RateLimits.Posts)]
    public async Task<IActionResult> Create(TabloId tabloId, MessageForm form, CancellationToken ct)
    {
        form.ClientId ??= ClientId.New().ToString(); // here, so that a page that offers a retry has it too
        var posting = await postMessage.HandleAsync(new PostMessage(
            tabloId, User.AsPerson(), form.Body, form.ClientId, form.ReplyTo, MayCallMany: form.All), ct);
        if (posting is null)
        {
            return NotFound();
        }

        return Request.IsHtmx()
            ? new RowResult(posting.Message)
            : this.SeeOther($"/tablos/{tabloId}/discussion#message-{posting.Message.Id}");
    }

    protected override async Task<IActionResult> ShowAgainAsync(object? posted, Refusal refusal, CancellationToken ct)
    {
        if (await discussions.PageAsync(RouteData.TabloId(), User.AccountId(), new Window(), ct) is not { } page)
        {
            return NotFound();
        }

        // Keeps the text, and its clientId unless that was the fault: then the next attempt is another message.
        var form = posted as MessageForm;
        var isAtFault = refusal.Code.StartsWith("client-id", StringComparison.Ordinal);
        var isUsable = ClientId.TryParse(form?.ClientId, out var clientId) && !isAtFault;
        var composer = Composer(page, form?.Body, isUsable ? clientId : null) with
        {
            ReplyTo = string.IsNullOrEmpty(form?.ReplyTo) || refusal.Code is "reply.unknown" ? null : form.ReplyTo,
            AsksForAll = refusal.Code is "mention.all",
        };
        if (Request.IsHtmx())
        {
            return PartialView("_Composer", composer);
        }

        var (on, tz) = (Request.Query["on"], Request.Query["tz"]);
        return View("Show", new DiscussionModel(page, composer, on, tz) { IsDateWrong = refusal.Field is "on" or "tz" });
    }

    protected override IActionResult? ShowOutage(object? posted) =>
        posted is MessageForm form && !Request.IsHtmx() ? View("NotSent", form) : null;

    private static ComposerModel Composer(DiscussionPage page, string? body, ClientId? clientId) =>
        new(page.TabloId, page.TabloName, page.Archived, page.Role is Role.Owner, body, clientId ?? ClientId.New());
}
