using System.Security.Cryptography;
using System.Text;
using Xtablo.Domain.Common;
using Xtablo.Domain.Text;

namespace Xtablo.Domain.Discussions;

/// <summary>
/// The text of a message: 1 to 10,000 characters (Unicode scalar values), line ends as LF, without blank lines before it,
/// white space behind it, NUL or lone surrogates. The first line keeps its indentation.
/// </summary>
public sealed record MessageBody
{
    public const int MaxLength = 10_000;

    private MessageBody(string text) => Text = text;

    public string Text { get; }

    /// <summary>The same as it is shown; null when it is to be made when it is read.</summary>
    public RenderedText? Shown { get; init; }

    /// <exception cref="RefusedException"><c>body.empty</c>, <c>body.too-long</c> or <c>body.unusable-character</c>.</exception>
    public static MessageBody From(string? text)
    {
        // Not ReplaceLineEndings, which also treats U+2028, U+0085 and form feeds as line ends: those are text.
        var body = WithoutBlankLines((text ?? "").Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').TrimEnd());
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

    /// <summary>
    /// SHA-256 of the text in UTF-8, and of what it answers: distinguishes a repeated post from another under the same clientId.
    /// </summary>
    public byte[] Hash(MessageId? replyTo = null) => HashOf(Text, replyTo);

    /// <summary>
    /// True when this text was posted with that hash. An earlier version took the indentation of the first line away.
    /// </summary>
    public bool HasHash(ReadOnlySpan<byte> hash, MessageId? replyTo = null) =>
        hash.SequenceEqual(Hash(replyTo)) || hash.SequenceEqual(HashOf(Text.TrimStart(), replyTo));

    public override string ToString() => Text;

    private static byte[] HashOf(string text, MessageId? replyTo) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(replyTo is { } original ? $"{text}\0{original}" : text)); // no text has a NUL

    /// <param name="body">Without white space behind it.</param>
    private static string WithoutBlankLines(string body)
    {
        var indentation = body.Length - body.TrimStart().Length;
        return body[(body.LastIndexOf('\n', Math.Max(0, indentation - 1), indentation) + 1)..];
    }
}
