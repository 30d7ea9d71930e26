using Xtablo.Domain.Common;

namespace Xtablo.Domain.Discussions;

/// <summary>
/// A single emoji of the present list of Unicode, skin tones included. It is the same with and without U+FE0F: kept in the form
/// that every system draws in colour.
/// </summary>
public sealed record Emoji
{
    private Emoji(string value) => Value = value;

    public string Value { get; }

    /// <exception cref="RefusedException"><c>emoji.unknown</c>.</exception>
    public static Emoji From(string? text) =>
        EmojiList.Find(text) is { } emoji ? new(emoji) : throw new RefusedException("emoji.unknown", "emoji");

    /// <summary>Restores an emoji that was accepted once: a later list may have others.</summary>
    public static Emoji FromStored(string value) => new(value);

    public override string ToString() => Value;
}
