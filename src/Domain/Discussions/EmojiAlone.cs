using System.Globalization;

namespace Xtablo.Domain.Discussions;

/// <summary>Tells a text of one to three emoji and nothing else, which is shown large.</summary>
public static class EmojiAlone
{
    private const int Most = 3;
    private const string Before = "<p dir=\"auto\">";
    private const string Behind = "</p>";

    /// <param name="html">Of a <see cref="RenderedText"/>.</param>
    public static bool In(string html)
    {
        ArgumentNullException.ThrowIfNull(html);
        return html.StartsWith(Before, StringComparison.Ordinal) && html.EndsWith(Behind, StringComparison.Ordinal)
            && html.Length <= Before.Length + Behind.Length + (Most * (EmojiList.MaxLength + 1))
            && AreEmoji(html[Before.Length..^Behind.Length]);
    }

    private static bool AreEmoji(string text)
    {
        var count = 0;
        for (var at = 0; at < text.Length;)
        {
            var length = StringInfo.GetNextTextElementLength(text, at);
            var element = text.Substring(at, length);
            at += length;
            if (!string.IsNullOrWhiteSpace(element) && (++count > Most || EmojiList.Find(element) is null))
            {
                return false;
            }
        }

        return count > 0;
    }
}
