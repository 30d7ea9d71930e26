using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Xtablo.Domain.Search;

/// <summary>Takes letters apart: into words, signs of scripts without spaces, symbols.</summary>
internal static class TermRuns
{
    /// <summary>What is between them is left out.</summary>
    public static IEnumerable<TermRun> In(string letters)
    {
        var run = default(TermRun);
        for (var at = 0; at < letters.Length;)
        {
            _ = Rune.DecodeFromUtf16(letters.AsSpan(at), out var rune, out var length);
            var kind = KindOf(rune);
            if (kind != run.Kind || kind is TermType.Symbol)
            {
                if (run.Kind is not TermType.None)
                {
                    yield return run;
                }

                run = new TermRun(kind, at, at);
            }

            at += length;
            run = run with { End = at };
        }

        if (run.Kind is not TermType.None)
        {
            yield return run;
        }
    }

    private static TermType KindOf(Rune rune)
    {
        if (rune.IsAscii)
        {
            return Rune.IsLetterOrDigit(rune) ? TermType.Word : rune.Value is '$' ? TermType.Symbol : TermType.None;
        }

        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.OtherSymbol or UnicodeCategory.CurrencySymbol => TermType.Symbol,
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark =>
                IsUnspaced(rune) ? TermType.Sign : TermType.Word,
            _ when Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.LetterNumber
                or UnicodeCategory.OtherNumber => IsUnspaced(rune) ? TermType.Sign : TermType.Word,
            _ => TermType.None,
        };
    }

    /// <summary>Thai, Lao, Tibetan, Burmese, Khmer, Chinese and Japanese. Korean has spaces.</summary>
    private static bool IsUnspaced(Rune rune) => rune.Value
        is (>= 0x0E00 and <= 0x0FFF) or (>= 0x1000 and <= 0x109F) or (>= 0x1780 and <= 0x17FF) or (>= 0x2E80 and <= 0x312F)
        or (>= 0x31A0 and <= 0x31FF) or (>= 0x3400 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x1B000 and <= 0x1B16F)
        or (>= 0x20000 and <= 0x3FFFF);
}

internal enum TermType
{
    None,
    Word,
    Sign,
    Symbol,
}

[StructLayout(LayoutKind.Auto)]
internal readonly record struct TermRun(TermType Kind, int Start, int End);
