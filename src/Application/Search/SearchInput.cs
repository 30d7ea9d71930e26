namespace Xtablo.Application.Search;

/// <summary>A search as it was typed. What is null or empty narrows nothing.</summary>
/// <param name="From">
/// A day, such as <c>2026-10-31</c>, as is <paramref name="To"/>; both count whole, in <paramref name="Tz"/>.
/// </param>
/// <param name="Tz">An IANA name; UTC when absent.</param>
public sealed record SearchInput(
    string? Q, string? Author, string? From, string? To, string? Tz, string? Mentions, string? Has, string? Next);
