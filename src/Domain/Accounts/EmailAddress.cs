using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net.Mail;
using System.Text;
using Xtablo.Domain.Common;

namespace Xtablo.Domain.Accounts;

/// <summary>The address that an account signs in with; at most 254 characters (RFC 5321, 4.5.3.1.3, less the brackets).</summary>
public sealed record EmailAddress
{
    public const int MaxLength = 254;

    private EmailAddress(string value) => Value = value;

    /// <summary>As typed, without surrounding spaces; compare it by its <see cref="Key"/>.</summary>
    public string Value { get; }

    /// <summary>The same for addresses that differ in case alone: what accounts are found and counted by.</summary>
    public string Key => KeyOf(Value);

    /// <summary>
    /// The <see cref="Key"/> of a text: composed and in capitals. No character beyond ASCII becomes one within it, as ſ would
    /// become S and the Kelvin sign K: two mailboxes of two people would be one account.
    /// </summary>
    public static string KeyOf(string text)
    {
        var (key, from) = (new StringBuilder(text.Length), 0);
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsAscii(text[i]) && !char.IsSurrogate(text[i]) && Capitals(text[i].ToString()).Any(char.IsAscii))
            {
                key.Append(Capitals(text[from..i])).Append(text[i]);
                from = i + 1;
            }
        }

        return key.Append(Capitals(text[from..])).ToString();
    }

    /// <exception cref="RefusedException"><c>email.invalid</c>; the field is <c>Email</c>.</exception>
    public static EmailAddress From(string? text) =>
        TryParse(text, out var email) ? email : throw new RefusedException("email.invalid", "Email");

    public static bool TryParse(string? text, [NotNullWhen(true)] out EmailAddress? email)
    {
        var typed = (text ?? "").Trim();
        var usable = typed.Length <= MaxLength
            && !typed.EnumerateRunes().Any(IsUnusable)
            && typed.Count(c => c == '@') == 1 // two are legal within quotes, but the credential store refuses them
            && MailAddress.TryCreate(typed, out var parsed)
            && string.Equals(parsed.Address, typed, StringComparison.Ordinal); // "Ada <ada@example.org>" is more than an address
        email = usable ? new(typed) : null;
        return usable;
    }

    public override string ToString() => Value;

    private static string Capitals(string text) => text.Normalize(NormalizationForm.FormC).ToUpperInvariant();

    private static bool IsUnusable(Rune rune) =>
        rune == Rune.ReplacementChar
        || rune.Value == 0xFFFE
        || Rune.IsControl(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format;
}
