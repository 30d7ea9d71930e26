using Xtablo.Application.Common;
using Xtablo.Application.Later;
using Xtablo.Domain.Discussions;
using Xtablo.Web.Shared;

namespace Xtablo.Web.Later;

/// <summary>
/// What the caller of a request has saved for later: read once, however many parts of a page ask. Nothing of it may be in what
/// several people are sent, such as a row.
/// </summary>
internal sealed class SavedByUser(ISavedMessages saved, TimeProvider time)
{
    private Task<IReadOnlyList<SavedMark>>? _marks;

    public async Task<bool> HasAsync(HttpContext http, MessageRow message) =>
        (await MarksAsync(http)).Any(mark => mark.TabloId == message.TabloId && mark.MessageId == message.Id);

    /// <param name="here">The tablo of the page; null when it is about none.</param>
    public async Task<LaterLinkModel> LinkAsync(HttpContext http, Guid? here)
    {
        var (marks, now) = (await MarksAsync(http), time.Now());
        var due = marks.Where(mark => mark.IsDue(now)).ToList();
        return new(
            due.Count,
            due.Max(mark => mark.RemindAt),
            marks.Where(mark => mark.RemindAt > now).Min(mark => mark.RemindAt) - now,
            [.. marks.Where(mark => mark.TabloId.Value == here).Select(mark => mark.MessageId)]);
    }

    private Task<IReadOnlyList<SavedMark>> MarksAsync(HttpContext http) =>
        _marks ??= saved.MarksAsync(http.User.AccountId(), http.RequestAborted);
}
