using Xtablo.Domain.Common;

namespace Xtablo.Domain.Accounts;

/// <summary>The languages that Xtablo supports, as language tags.</summary>
public static class Languages
{
    public static IReadOnlyList<string> Tags { get; } = ["en", "fr"];

    /// <summary>Returns null when none was chosen: the browser decides.</summary>
    /// <exception cref="RefusedException"><c>language.unknown</c>; the field is <c>Language</c>.</exception>
    public static string? From(string? text) => string.IsNullOrEmpty(text) ? null
        : Tags.Contains(text, StringComparer.Ordinal) ? text
        : throw new RefusedException("language.unknown", "Language");
}
