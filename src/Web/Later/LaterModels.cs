using Xtablo.Application.Later;
using Xtablo.Domain.Discussions;
using Xtablo.Web.Forms;

namespace Xtablo.Web.Later;

public sealed class LaterForm : IPosted
{
    public const string ToTheList = "list";

    /// <summary>Absent to save.</summary>
    public bool? On { get; init; }

    /// <summary>When to be reminded: RFC 3339, or a local time in <see cref="Tz"/>.</summary>
    public string? At { get; init; }

    public string? Tz { get; init; }

    /// <summary>Where to go afterwards: <see cref="ToTheList"/>, else to the message.</summary>
    public string? Back { get; init; }
}

/// <summary>The way to the list, as it stands on every page.</summary>
/// <param name="Due">How many reminders are due.</param>
/// <param name="DueSince">When the last of them became due; null when none is.</param>
/// <param name="NextIn">After how long the next one will be; null for none.</param>
/// <param name="Here">The messages of the page's tablo that are saved.</param>
public sealed record LaterLinkModel(
    int Due, DateTimeOffset? DueSince, TimeSpan? NextIn, IReadOnlyList<MessageId> Here);

/// <param name="Due">Whose time has come, as in <paramref name="Coming"/> by time.</param>
/// <param name="Others">Those without a reminder, the last that was saved first.</param>
/// <param name="Page">Counted from 1.</param>
/// <param name="HasMore">Whether another page follows.</param>
public sealed record LaterModel(
    IReadOnlyList<SavedMessage> Due, IReadOnlyList<SavedMessage> Coming, IReadOnlyList<SavedMessage> Others,
    int Page, bool HasMore);

/// <param name="At">A time that was typed and refused; null for none.</param>
public sealed record LaterFormModel(MessageRow Message, bool IsSaved, bool ToTheList, string? At = null);
