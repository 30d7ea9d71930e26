using System.Buffers;
using System.Globalization;
using System.Text;

namespace Xtablo.Domain.Text;

/// <summary>
/// A name as it stands in a text, in the letters by which names are compared: without case, the accents of European letters and
/// what is not seen; the kinds of apostrophe, hyphen and space are one each.
/// </summary>
internal sealed class WrittenName
{
    private readonly StringBuilder _letters = new();
    private readonly List<int> _ends = [];

    private WrittenName()
    {
    }

    public string Letters { get; private set; } = "";

    /// <summary>Of a whole text. Most names are ASCII: read letter by letter, a thousand took a millisecond.</summary>
    public static string LettersOf(string name) =>
        Ascii.IsValid(name) ? name.ToLowerInvariant() : In(name, 0, int.MaxValue, firsts: null).Letters;

    /// <summary>Reads the text from a place on, as far as the line and a name of so many letters may go.</summary>
    /// <param name="firsts">The letters that a name may begin with: with another one nothing is read. Null for any.</param>
    public static WrittenName In(string text, int start, int most, HashSet<char>? firsts)
    {
        var name = new WrittenName();
        for (var at = start; at < text.Length && text[at] is not '\n' && name._letters.Length <= most;)
        {
            var length = Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var units) is OperationStatus.Done ? units : 1;
            name.Add(rune, at += length);
            if (firsts is not null && name._letters.Length > 0 && !firsts.Contains(name._letters[0]))
            {
                return new();
            }
        }

        name.Letters = name._letters.ToString();
        return name;
    }

    /// <summary>
    /// Returns where in the text the first so many letters end, with the marks on the last; null within a character.
    /// </summary>
    public int? EndOf(int letters) => letters <= _ends.Count && _ends[letters - 1] is > 0 and var end ? end : null;

    private void Add(Rune rune, int end)
    {
        var before = _letters.Length;
        if (rune.IsAscii)
        {
            _letters.Append(char.ToLowerInvariant((char)rune.Value));
        }
        else
        {
            foreach (var part in Decomposed(rune).EnumerateRunes())
            {
                AddPart(part);
            }
        }

        for (var i = before; i < _letters.Length; i++)
        {
            _ends.Add(i == _letters.Length - 1 ? end : 0);
        }

        if (before == _letters.Length && before > 0 && !Rune.IsWhiteSpace(rune)) // a mark on the letter before
        {
            _ends[^1] = end;
        }
    }

    /// <summary>A character that is none, such as U+FFFE, has no normal form and throws.</summary>
    private static string Decomposed(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherNotAssigned
        ? rune.ToString()
        : rune.ToString().Normalize(NormalizationForm.FormKD);

    private void AddPart(Rune part)
    {
        var isEuropeanMark = part.Value is (>= 0x300 and < 0x370) or (>= 0x1AB0 and < 0x1B00) or (>= 0x1DC0 and < 0x1E00);
        if (isEuropeanMark || TextRules.IsUnseen(part))
        {
            return;
        }

        _ = part.Value switch
        {
            '’' or '‘' or 'ʼ' or 'ʻ' or 'ʹ' or '′' or '＇' => _letters.Append('\''),
            '‐' or '‑' or '‒' or '–' => _letters.Append('-'),
            _ when Rune.IsWhiteSpace(part) => _letters.Append(' '),
            _ => _letters.Append(Rune.ToLowerInvariant(part).ToString()),
        };
    }
}
