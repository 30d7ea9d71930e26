using System.Security.Cryptography;

namespace Xtablo.Domain.Accounts;

/// <summary>
/// The secret shared with an authenticator app: 160 random bits from which both sides derive the codes. It never prints itself.
/// </summary>
public sealed record AuthenticatorKey
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"; // base32, RFC 4648
    private const int Length = 32;

    private AuthenticatorKey(string text) => Text = text;

    /// <summary>32 characters of base32, as people type them into an app.</summary>
    public string Text { get; }

    public static AuthenticatorKey New() => new(RandomNumberGenerator.GetString(Alphabet, Length));

    /// <summary>Returns null for text that cannot be a key.</summary>
    public static AuthenticatorKey? TryParse(string? text) =>
        text is { Length: Length } && text.All(c => Alphabet.Contains(c, StringComparison.Ordinal)) ? new(text) : null;

    public override string ToString() => "(a key)";
}
