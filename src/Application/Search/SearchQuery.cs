using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;
using Xtablo.Domain.Search;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Search;

/// <summary>What to find. What is null narrows nothing.</summary>
/// <param name="Tablos">The tablos to look in; null for all of the account's.</param>
/// <param name="From">The first moment, in UTC.</param>
/// <param name="Until">The moment after the last.</param>
/// <param name="MentionsMe">Only what mentions the account that asks.</param>
/// <param name="HasLink">Only what has a link.</param>
/// <param name="Place">Where to go on; null to begin.</param>
public sealed record SearchQuery(
    Sought Sought,
    IReadOnlyCollection<TabloId>? Tablos,
    AccountId? Author,
    DateTimeOffset? From,
    DateTimeOffset? Until,
    bool MentionsMe,
    bool HasLink,
    SearchPlace? Place)
{
    /// <summary>How many messages a page has at most.</summary>
    public const int PageSize = 20;

    /// <summary>True when there is nothing to look for.</summary>
    public bool IsEmpty =>
        Sought.Pieces.Count == 0 && Author is null && From is null && Until is null && !MentionsMe && !HasLink;

    /// <summary>Reads what was typed.</summary>
    /// <exception cref="RefusedException">
    /// <c>time-zone.unknown</c>, <c>date.unknown</c>, <c>search.order</c>, <c>search.author</c>, <c>search.mentions</c>,
    /// <c>search.has</c> or <c>search.next</c>
    /// </exception>
    public static SearchQuery Read(SearchInput input, IReadOnlyCollection<TabloId>? tablos)
    {
        ArgumentNullException.ThrowIfNull(input);
        var zone = TimeZones.Named(input.Tz, "tz");
        var (from, to) = (DayIn(input.From, zone, "from"), DayIn(input.To, zone, "to"));
        if (from?.Date > to?.Date)
        {
            throw new RefusedException("search.order", "to");
        }

        return new SearchQuery(
            Sought.From(input.Q),
            tablos,
            AuthorIn(input.Author),
            from?.Start,
            to?.End,
            Is(input.Mentions, "me", "mentions"),
            Is(input.Has, "link", "has"),
            PlaceIn(input.Next));
    }

    private static bool Is(string? typed, string expected, string field) => !string.IsNullOrEmpty(typed)
        && (string.Equals(typed, expected, StringComparison.Ordinal)
            ? true
            : throw new RefusedException($"search.{field}", field));

    private static AccountId? AuthorIn(string? typed) => string.IsNullOrEmpty(typed)
        ? null
        : Guid.TryParse(typed, out var id) ? new AccountId(id) : throw new RefusedException("search.author", "author");

    private static SearchPlace? PlaceIn(string? typed) => string.IsNullOrEmpty(typed)
        ? null
        : SearchPlace.TryParse(typed) ?? throw new RefusedException("search.next", "next");

    private static LocalDay? DayIn(string? typed, TimeZoneInfo zone, string field) =>
        string.IsNullOrWhiteSpace(typed) ? null : LocalDay.Parse(typed, zone, field);
}
