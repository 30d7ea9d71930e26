using System.Text;
using System.Text.Encodings.Web;

namespace Xtablo.Web.Shared;

/// <summary>
/// Escapes the five characters that have a meaning in HTML and leaves all others as typed. The framework's encoder writes a
/// character reference for every emoji, and for U+0085 and similar characters one that browsers read as another character
/// (WHATWG HTML, 13.2.5.80: <c>&amp;#x85;</c> is an ellipsis).
/// </summary>
internal sealed unsafe class PlainHtmlEncoder : HtmlEncoder
{
    public override int MaxOutputCharactersPerInputCharacter => 6; // &quot;

    public override bool WillEncode(int unicodeScalar) => EntityOf(unicodeScalar) is not null;

    public override int FindFirstCharacterToEncode(char* text, int textLength) =>
        new ReadOnlySpan<char>(text, textLength).IndexOfAny("&<>\"'");

    public override bool TryEncodeUnicodeScalar(
        int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        var output = new Span<char>(buffer, bufferLength);
        if (EntityOf(unicodeScalar) is { } entity)
        {
            numberOfCharactersWritten = entity.TryCopyTo(output) ? entity.Length : 0;
            return numberOfCharactersWritten > 0;
        }

        return new Rune(unicodeScalar).TryEncodeToUtf16(output, out numberOfCharactersWritten);
    }

    private static string? EntityOf(int unicodeScalar) => unicodeScalar switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        '\'' => "&#39;",
        _ => null,
    };
}
