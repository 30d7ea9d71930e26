using System.Collections.Frozen;
using System.Globalization;
using Markdig.Extensions.Emoji;
using Markdig.Helpers;
using Markdig.Parsers;

namespace Xtablo.Infrastructure.Markup;

/// <summary>
/// Emoji by their names, <c>:tada:</c>; not within a word, a time such as 10:30:45 or std::v::x. Faces such as :D stay as they
/// were typed.
/// </summary>
internal sealed class Shortcodes : InlineParser
{
    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Emoji =
        EmojiMapping.GetDefaultEmojiShortcodeToUnicode().ToFrozenDictionary(StringComparer.Ordinal)
            .GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly int Longest = Emoji.Dictionary.Keys.Max(name => name.Length);

    public Shortcodes() => OpeningCharacters = [':'];

    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        var text = slice.AsSpan();
        var end = text[1..Math.Min(text.Length, Longest)].IndexOf(':') + 2;
        if (end < 3 || !IsBoundary(processor, slice.PeekCharExtra(-1)) || IsOfAWord(slice.PeekCharExtra(end))
            || !Emoji.TryGetValue(text[..end], out var emoji))
        {
            return false;
        }

        processor.Inline = new EmojiInline(emoji) { IsClosed = true };
        slice.Start += end;
        return true;
    }

    private static bool IsBoundary(InlineProcessor processor, char before) =>
        before is ':' ? processor.Inline is EmojiInline : !IsOfAWord(before);

    /// <summary>Letters without case are mostly of scripts without spaces.</summary>
    private static bool IsOfAWord(char c) =>
        char.IsLetterOrDigit(c) && char.GetUnicodeCategory(c) is not UnicodeCategory.OtherLetter;
}
