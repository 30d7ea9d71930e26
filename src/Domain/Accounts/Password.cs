using System.Text;
using Xtablo.Domain.Common;
using Xtablo.Domain.Text;

namespace Xtablo.Domain.Accounts;

/// <summary>
/// A password chosen by a person: 8 to 256 characters of any kind (OWASP ASVS 5.0, 6.2.1, 6.2.5 and 6.2.9: length, but no
/// composition rules), composed (Unicode NFC, NIST SP 800-63B: keyboards differ in how they type an accent). It never prints
/// itself.
/// </summary>
public sealed class Password
{
    public const int MinLength = 8;
    public const int MaxLength = 256;

    private Password(string text) => Text = text;

    public string Text { get; }

    /// <exception cref="RefusedException">
    /// <c>password.too-short</c> or <c>password.too-long</c>; the field is <c>Password</c>.
    /// </exception>
    public static Password From(string? text)
    {
        var typed = text ?? "";
        var length = TextRules.LengthOf(typed);
        return length switch
        {
            < MinLength => throw new RefusedException("password.too-short", "Password", MinLength),
            > MaxLength => throw new RefusedException("password.too-long", "Password", MaxLength),
            _ => new(Composed(typed)),
        };
    }

    /// <summary>A password that is being set: none that is guessed first (6.2.4). Never apply this to one that is set.</summary>
    /// <param name="own">The name and the e-mail of its owner.</param>
    /// <exception cref="RefusedException">
    /// <c>password.common</c>, <c>password.own-words</c>, or as <see cref="From"/>; the field is <c>Password</c>.
    /// </exception>
    public static Password Chosen(string? text, params IEnumerable<string?> own)
    {
        var password = From(text);
        return Guessing.IsCommon(password.Text)
            ? throw new RefusedException("password.common", "Password")
            : Guessing.IsMadeOf(password.Text, own)
            ? throw new RefusedException("password.own-words", "Password")
            : password;
    }

    /// <summary>The text as it is hashed; one that has no composed form stays as it is.</summary>
    public static string Composed(string text) => HasComposedForm(text) ? text.Normalize(NormalizationForm.FormC) : text;

    internal static bool HasComposedForm(string text) =>
        !TextRules.HasUnusableCharacter(text) && !text.Contains('\uFFFE', StringComparison.Ordinal);

    public override string ToString() => "(a password)";
}
