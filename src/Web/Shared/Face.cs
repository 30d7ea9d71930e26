using System.Globalization;

namespace Xtablo.Web.Shared;

/// <summary>What a row shows of its author beside the name.</summary>
internal static class Face
{
    private const int Hues = 12;

    /// <summary>One of a dozen colour classes, always the same for an account or a tablo.</summary>
    public static string HueOf(Guid id) => string.Create(CultureInfo.InvariantCulture, $"hue-{(uint)id.GetHashCode() % Hues}");

    /// <summary>At most two letters: of the first word and of the last.</summary>
    public static string InitialsOf(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var initials = words.Length > 1 ? [words[0], words[^1]] : words;
        return string.Concat(initials.Select(word => StringInfo.GetNextTextElement(word))).ToUpper(CultureInfo.InvariantCulture);
    }
}
