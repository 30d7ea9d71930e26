using Xtablo.Domain.Common;
using Xtablo.Domain.Text;

namespace Xtablo.Domain.Accounts;

/// <summary>
/// A password chosen by a person: 8 to 256 characters of any kind (OWASP ASVS 5.0, 6.2.1, 6.2.5 and 6.2.9: length, but no
/// composition rules). It never prints itself.
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
            _ => new(typed),
        };
    }

    public override string ToString() => "(a password)";
}
