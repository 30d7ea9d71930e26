using System.Globalization;
using System.Text;
using Xtablo.Domain.Text;

namespace Xtablo.Domain.Search;

/// <summary>
/// A text in the letters by which texts are searched, the same for every database: without case, width, kinds of space and of
/// apostrophe, what is not seen, and the accents of European letters. In other scripts a mark makes another letter: か is
/// not が. It knows where in the text each letter stands.
/// </summary>
public sealed class FoldedText
{
    private readonly StringBuilder _letters = new();
    private readonly List<int> _starts = [];
    private readonly List<int> _ends = [];

    private FoldedText()
    {
    }

    /// <summary>Grows with each change of what is made of a text: an index of an earlier version is made anew.</summary>
    public static int Version => 1;

    /// <summary>There is never more than one space in a row.</summary>
    public string Letters { get; private set; } = "";

    /// <param name="text">Any text, with the letters of UTF-16 that are none as well.</param>
    public static FoldedText Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var folded = new FoldedText();
        for (var at = 0; at < text.Length;)
        {
            // What people see as one character is folded as one: the mark of an NFD text belongs to the letter before it.
            var length = IsPlain(text, at) ? 1 : StringInfo.GetNextTextElementLength(text, at);
            folded.Add(text.AsSpan(at, length), at);
            at += length;
        }

        folded.Letters = folded._letters.ToString();
        return folded;
    }

    /// <summary>Returns from where to where in the text some letters stand: whole characters.</summary>
    public (int Start, int End) PlaceOf(int letter, int count) => (_starts[letter], _ends[letter + count - 1]);

    private static bool IsPlain(string text, int at) =>
        char.IsAscii(text[at]) && text[at] is not '\r' && (at + 1 == text.Length || char.IsAscii(text[at + 1]));

    private void Add(ReadOnlySpan<char> character, int at)
    {
        if (character is [var only] && char.IsAscii(only))
        {
            AddPart(new Rune(only), at, at + 1);
            return;
        }

        foreach (var part in Folding.PartsOf(character.ToString()).EnumerateRunes())
        {
            AddPart(part, at, at + character.Length);
        }
    }

    private void AddPart(Rune part, int start, int end)
    {
        if (Rune.IsWhiteSpace(part))
        {
            if (_letters.Length == 0 || _letters[^1] is not ' ')
            {
                Append(" ", start, end);
            }
        }
        else if (!TextRules.IsUnseen(part) && !Rune.IsControl(part) && !Folding.IsEuropeanMark(part))
        {
            Append(Folding.LettersOf(part), start, end);
        }
    }

    private void Append(string letters, int start, int end)
    {
        _letters.Append(letters);
        foreach (var _ in letters)
        {
            _starts.Add(start);
            _ends.Add(end);
        }
    }
}
