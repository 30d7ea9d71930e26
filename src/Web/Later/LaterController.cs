using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Xtablo.Application.Common;
using Xtablo.Application.Discussions;
using Xtablo.Application.Later;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;
using Xtablo.Web.Forms;
using Xtablo.Web.Limits;
using Xtablo.Web.Shared;

namespace Xtablo.Web.Later;

/// <summary>The signed-in account's own list of messages to come back to.</summary>
[Authorize]
internal sealed class LaterController(
    ISavedMessages saved,
    SavedByUser savedByUser,
    IDiscussionReader discussions,
    ICommandHandler<SaveForLater, bool> saveForLater,
    TimeProvider time) : FormController
{
    private const int PageSize = 50;
    private const int MostPages = (ISavedMessages.Most + PageSize - 1) / PageSize;

    /// <summary>Shows the list. htmx gets only the way to it, which says how many are due.</summary>
    [HttpGet("/later")]
    [Compressed]
    public async Task<IActionResult> List(int? page, CancellationToken ct)
    {
        if (Request.IsHtmx())
        {
            return PartialView("_Link");
        }

        var (number, now) = (Math.Clamp(page ?? 1, 1, MostPages), time.Now());
        var found = await saved.ListAsync(User.AccountId(), (number - 1) * PageSize, PageSize + 1, ct);
        var shown = found.Take(PageSize).ToLookup(each => each.RemindAt is null ? (bool?)null : each.RemindAt <= now);
        return View("Show", new LaterModel(
            [.. shown[true]], [.. shown[false]], [.. shown[null]], number, HasMore: found.Count > PageSize));
    }

    [HttpPost("/tablos/{tabloId:guid}/discussion/messages/{messageId:guid}/later")]
    [RateLimited(RateLimits.Later)]
    [ForMembers]
    public async Task<IActionResult> Save(TabloId tabloId, MessageId messageId, LaterForm form, CancellationToken ct)
    {
        var zone = string.IsNullOrEmpty(form.Tz) ? User.Preferences().TimeZone : form.Tz;
        if (!await saveForLater.HandleAsync(
            new SaveForLater(tabloId, User.AccountId(), messageId, form.On ?? true, form.At, zone), ct))
        {
            return NotFound();
        }

        return Request.IsHtmx()
            ? NoContent()
            : this.SeeOther(form.Back is LaterForm.ToTheList
                ? "/later"
                : $"/tablos/{tabloId}/discussion/messages/{messageId}");
    }

    protected override async Task<IActionResult> ShowAgainAsync(object? posted, Refusal refusal, CancellationToken ct)
    {
        var message = await discussions.MessageAsync(RouteData.TabloId(), User.AccountId(), RouteData.MessageId(), ct);
        if (message is null)
        {
            return NotFound();
        }

        var form = posted as LaterForm ?? new LaterForm();
        var model = new LaterFormModel(
            message, await savedByUser.HasAsync(HttpContext, message), form.Back is LaterForm.ToTheList, form.At);
        return Request.IsHtmx() ? PartialView("_Form", model) : View("Save", model);
    }
}
