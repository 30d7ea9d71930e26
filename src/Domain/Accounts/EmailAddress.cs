using System.Net.Mail;
using Xtablo.Domain.Common;

namespace Xtablo.Domain.Accounts;

/// <summary>What an account signs in with; at most 254 characters (RFC 5321, 4.5.3.1.3, less the brackets).</summary>
public sealed record EmailAddress
{
    public const int MaxLength = 254;

    private EmailAddress(string value) => Value = value;

    /// <summary>As typed, without surrounding spaces; compare it without regard to case.</summary>
    public string Value { get; }

    /// <exception cref="DomainException"><c>email.invalid</c>; the field is <c>Email</c>.</exception>
    public static EmailAddress From(string? text)
    {
        var typed = (text ?? "").Trim();
        var usable = typed.Length <= MaxLength
            && !TextRules.HasUnusableCharacter(typed)
            && MailAddress.TryCreate(typed, out var parsed)
            && string.Equals(parsed.Address, typed, StringComparison.Ordinal);   // "Ada <ada@example.org>" is an address with a name, not an address
        return usable ? new(typed) : throw new DomainException("email.invalid", "Email");
    }

    public override string ToString() => Value;
}
