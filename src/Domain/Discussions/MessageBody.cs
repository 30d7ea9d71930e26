using System.Security.Cryptography;
using System.Text;
using Xtablo.Domain.Common;
using Xtablo.Domain.Text;

namespace Xtablo.Domain.Discussions;

/// <summary>
/// The text of a message: 1 to 10,000 characters (Unicode scalar values), line ends as LF, without surrounding white
/// space, NUL or lone surrogates.
/// </summary>
public sealed record MessageBody
{
    public const int MaxLength = 10_000;

    private MessageBody(string text) => Text = text;

    public string Text { get; }

    /// <exception cref="RefusedException"><c>body.empty</c>, <c>body.too-long</c> or <c>body.unusable-character</c>.</exception>
    public static MessageBody From(string? text)
    {
        // Not ReplaceLineEndings, which also treats U+2028, U+0085 and form feeds as line ends: those are text.
        var body = (text ?? "").Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Trim();
        if (TextRules.HasUnusableCharacter(body))
        {
            throw new RefusedException("body.unusable-character", "body");
        }

        if (TextRules.IsInvisible(body))
        {
            throw new RefusedException("body.empty", "body");
        }

        var length = TextRules.LengthOf(body);
        return length <= MaxLength ? new(body) : throw new RefusedException("body.too-long", "body", MaxLength, length);
    }

    /// <summary>SHA-256 of the text in UTF-8: distinguishes a repeated post from another text under the same clientId.</summary>
    public byte[] Hash() => SHA256.HashData(Encoding.UTF8.GetBytes(Text));

    public override string ToString() => Text;
}
