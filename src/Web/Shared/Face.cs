using System.Globalization;

namespace Xtablo.Web.Shared;

/// <summary>The avatar beside a name: a colour and initials.</summary>
internal static class Face
{
    private const int Hues = 12;

    /// <summary>Returns one of a dozen colour classes, always the same for the same account or tablo.</summary>
    public static string HueOf(Guid id) => string.Create(CultureInfo.InvariantCulture, $"hue-{(uint)id.GetHashCode() % Hues}");

    /// <summary>Returns at most two letters: the initials of the first and the last word that begins with one.</summary>
    public static string InitialsOf(string name)
    {
        var all = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var words = Array.FindAll(all, word => char.IsLetterOrDigit(word, 0)) is { Length: > 0 } spoken ? spoken : all;
        var initials = words.Length > 1 ? [words[0], words[^1]] : words;
        return string.Concat(initials.Select(word => StringInfo.GetNextTextElement(word))).ToUpper(CultureInfo.InvariantCulture);
    }
}
