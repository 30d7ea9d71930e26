using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Xtablo.Domain.Accounts;

/// <summary>
/// Tells the passwords that are tried first. They are made by few rules, so these are the rules and not a list: one or two
/// words that everybody takes, walks over the keyboard, sequences, repetitions and dates, with some characters added or put
/// in the place of letters.
/// </summary>
internal static partial class Guessing
{
    private const int FewCharacters = 4; // besides those words
    private const int FewWords = 2; // three that differ are a sentence, if a poor one

    private static readonly string[] OneWay =
    [
        "1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "yxcvbnm", "azertyuiop", "qsdfghjklm", "wxcvbn",
        "!@#$%^&*()", "1qaz2wsx3edc4rfv5tgb6yhn7ujm", "qazwsxedcrfvtgbyhnujm", "1q2w3e4r5t6y7u8i9o0p",
        "q1w2e3r4t5y6u7i8o9p0",
        "qweasdzxc", "147258369", "741852963", "789456123", "159357", "112233445566778899", "a1b2c3d4e5f6g7h8",
        "zaq1xsw2cde3vfr4bgt5", "1a2b3c4d5e6f", "aabbccddeeff", "йцукенгшщзхъ", "фывапролджэ",
    ];

    private static readonly string[] Walks = [.. OneWay, .. OneWay.Select(Reversed)];

    /// <summary>True for one of the passwords that are tried first, whoever the person is.</summary>
    public static bool IsCommon(string password)
    {
        var text = Folded(password);
        return IsOneUnit(text) || Spellings(text).Any(spelling => IsFewOf(spelling, CommonWords.All, FewWords));
    }

    /// <summary>True for a password of little more than these texts, such as a name and an e-mail, and their parts.</summary>
    public static bool IsMadeOf(string password, IEnumerable<string?> own)
    {
        var words = own.SelectMany(text => WordsIn(Folded(text ?? ""))).ToHashSet(StringComparer.Ordinal);
        return words.Count > 0 && Spellings(Folded(password)).Any(spelling => IsFewOf(spelling, words, int.MaxValue));
    }

    /// <summary>
    /// True when no more than a few characters are left of a text once what can be guessed is taken from it, in the way that
    /// leaves the least.
    /// </summary>
    private static bool IsFewOf(string text, IReadOnlySet<string> words, int most)
    {
        var left = new int[text.Length + 1];
        var next = new int[text.Length];
        for (var at = text.Length - 1; at >= 0; at--)
        {
            (left[at], next[at]) = (left[at + 1] + CostOf(text[at]), at + 1);
            foreach (var length in GuessesAt(text, at, words).Where(length => left[at + length] <= left[at]))
            {
                (left[at], next[at]) = (left[at + length], at + length);
            }
        }

        return left[0] <= FewCharacters && StepsOf(text, next).Where(words.Contains).Distinct().Count() <= most;
    }

    private static IEnumerable<string> StepsOf(string text, int[] next)
    {
        for (var at = 0; at < text.Length; at = next[at])
        {
            yield return text[at..next[at]];
        }
    }

    /// <summary>The lengths of what can be guessed from this place on.</summary>
    private static IEnumerable<int> GuessesAt(string text, int at, IReadOnlySet<string> words)
    {
        var rest = text.AsSpan(at);
        List<int> lengths = [RunOf(rest, step: 0), RunOf(rest, step: 1), RunOf(rest, step: -1), WalkOf(rest)];
        if (Date().Match(text, at) is { Success: true } date && date.Index == at)
        {
            lengths.Add(date.Length);
        }

        var possible = Enumerable.Range(3, Math.Clamp(rest.Length - 2, 0, 40));
        lengths.AddRange(possible.Where(length => words.Contains(text.Substring(at, length))));
        return lengths.Where(length => length >= 3);
    }

    /// <summary>The length of a sequence such as <c>abc</c>, <c>321</c> or, with no step, <c>aaa</c>.</summary>
    private static int RunOf(ReadOnlySpan<char> text, int step)
    {
        var length = 1;
        while (length < text.Length && text[length] == text[length - 1] + step)
        {
            length++;
        }

        return length;
    }

    private static int WalkOf(ReadOnlySpan<char> text)
    {
        var longest = 0;
        foreach (var walk in Walks)
        {
            for (var length = Math.Max(4, longest + 1); length <= text.Length; length++)
            {
                if (!walk.AsSpan().Contains(text[..length], StringComparison.Ordinal))
                {
                    break;
                }

                longest = length;
            }
        }

        return longest;
    }

    /// <summary>True for up to four characters repeated, such as <c>6969696969</c>.</summary>
    private static bool IsOneUnit(string text) => Enumerable.Range(1, 4).Any(unit =>
        text.Length >= 2 * unit && Enumerable.Range(unit, text.Length - unit).All(at => text[at] == text[at - unit]));

    /// <summary>What stands between words adds nothing to them.</summary>
    private static int CostOf(char letter) => letter is ' ' or '.' or '-' or '_' or '!' or '?' or ',' or '@' or '\'' ? 0 : 1;

    private static IEnumerable<string> WordsIn(string text)
    {
        var parts = text.Split([' ', '.', '-', '_', '+', '@', '\''], StringSplitOptions.RemoveEmptyEntries);
        return parts.Append(string.Concat(parts)).Where(part => part.Length >= 3);
    }

    /// <summary>Without case, width and accents.</summary>
    private static string Folded(string text)
    {
        if (!Password.HasComposedForm(text))
        {
            return text;
        }

        var letters = text.Normalize(NormalizationForm.FormKD)
            .Where(letter => CharUnicodeInfo.GetUnicodeCategory(letter) is not UnicodeCategory.NonSpacingMark);
        return string.Concat(letters).ToLowerInvariant();
    }

    /// <summary>The text, and what it reads as when digits and signs stand for letters, as in <c>p4$$w0rd</c>.</summary>
    private static IEnumerable<string> Spellings(string text) =>
        new[] { text, Read(text, one: 'l'), Read(text, one: 'i') }.Distinct(StringComparer.Ordinal);

    private static string Read(string text, char one) => string.Concat(text.Select(letter => letter switch
    {
        '0' => 'o',
        '1' or '!' or '|' => one,
        '3' or '€' => 'e',
        '4' or '@' => 'a',
        '5' or '$' => 's',
        '7' or '+' => 't',
        '8' => 'b',
        '9' => 'g',
        _ => letter,
    }));

    private static string Reversed(string text) => new([.. text.Reverse()]);

    // A year, or a day and a month with their year, in any order.
    [GeneratedRegex(
        @"\G([0-3]\d[0-3]\d(19|20)\d\d|(19|20)\d\d[0-3]\d[0-3]\d|(19|20)\d\d)",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000)]
    private static partial Regex Date();
}
