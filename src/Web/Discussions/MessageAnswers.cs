using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Xtablo.Application.Discussions;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;
using Xtablo.Web.Forms;
using Xtablo.Web.Shared;

namespace Xtablo.Web.Discussions;

/// <summary>What those who change a message are answered.</summary>
internal static class MessageAnswers
{
    /// <summary>Answers with the row for htmx, else leads to its place; 404 when there is none.</summary>
    public static IActionResult RowOrPlace(this FormController controller, MessageRow? row)
    {
        if (row is null)
        {
            return controller.NotFound();
        }

        return controller.Request.IsHtmx()
            ? new RowResult(row)
            : controller.SeeOther(string.Create(
                CultureInfo.InvariantCulture, $"/tablos/{row.TabloId}/discussion?around={row.Number}#message-{row.Id}"));
    }

    /// <summary>
    /// Answers with the page of a message, for htmx with the form to edit it; 404 when there is no such message for who asks.
    /// </summary>
    /// <param name="typed">A text that was refused and must not be lost; null when there is none.</param>
    public static async Task<IActionResult> ShowMessageAsync(
        this FormController controller, IDiscussionReader discussions, TabloId tabloId, MessageId messageId,
        string? typed, bool asksForAll, CancellationToken ct)
    {
        var account = controller.User.AccountId();
        var membership = await discussions.MembershipAsync(tabloId, account, ct);
        if (membership is null || await discussions.MessageAsync(tabloId, account, messageId, ct) is not { } message)
        {
            return controller.NotFound();
        }

        var isMine = message.AuthorId == account;
        var isThere = message is { Notice: null, DeletedAt: null };
        var model = new MessageModel(
            message, typed, MayEdit: isThere && isMine, MayDelete: isThere && (isMine || membership.Role is Role.Owner),
            MayMark: isThere, asksForAll, Replies: []);
        if (controller.Request.IsHtmx())
        {
            return controller.PartialView("_EditForm", model);
        }

        var replies = await discussions.RepliesAsync(tabloId, account, messageId, ct);
        return controller.View("Permalink", model with { Replies = replies });
    }
}
