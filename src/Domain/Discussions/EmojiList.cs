using System.Collections.Frozen;

namespace Xtablo.Domain.Discussions;

/// <summary>
/// The emoji that there are: some 4,000, of the 16 KB in emoji.txt, which lists each skin tone's place instead of each tone.
/// Read when the first is looked up. A text, because a class of as many lines would be compiled to no end.
/// </summary>
internal static class EmojiList
{
    /// <summary>More UTF-16 code units than any emoji has.</summary>
    public const int MaxLength = 40;

    private const char Qualifier = '\uFE0F';
    private static readonly string[] Tones = ["🏻", "🏼", "🏽", "🏾", "🏿"];
    private static readonly Lazy<FrozenDictionary<string, string>> ByUnqualified = new(Read);

    /// <summary>Returns the emoji as it is listed; null for what is none, or more than one.</summary>
    public static string? Find(string? text) =>
        text is { Length: > 0 and <= MaxLength } ? ByUnqualified.Value.GetValueOrDefault(Unqualified(text)) : null;

    private static FrozenDictionary<string, string> Read()
    {
        using var reader = new StreamReader(typeof(EmojiList).Assembly.GetManifestResourceStream(nameof(Emoji))!);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.StartsWith("# ", StringComparison.Ordinal)).ToList();
        var plain = lines.Where(line => !HasPlace(line)).Select(Unqualified).ToHashSet(StringComparer.Ordinal);
        return lines.SelectMany(line => HasPlace(line) ? Toned(line, plain) : [line])
            .ToFrozenDictionary(Unqualified, StringComparer.Ordinal);
    }

    /// <summary>Of two people, those that are no emoji without tones have different ones: alike they are another emoji.</summary>
    private static IEnumerable<string> Toned(string line, HashSet<string> plain)
    {
        var parts = line.Split('*');
        return parts.Length is 2
            ? Tones.Select(tone => string.Join(tone, parts))
            : from one in Tones
              from other in Tones
              where one != other || plain.Contains(Unqualified(string.Concat(parts)))
              select string.Concat(parts[0], one, parts[1], other) + parts[2];
    }

    /// <summary>The keycap of the asterisk begins with one: it has no place for a tone.</summary>
    private static bool HasPlace(string line) => line.LastIndexOf('*') > 0;

    private static string Unqualified(string text) => text.Replace(Qualifier.ToString(), "", StringComparison.Ordinal);
}
