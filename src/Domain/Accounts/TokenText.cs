using Xtablo.Domain.Text;

namespace Xtablo.Domain.Accounts;

/// <summary>
/// The text of a token, which a program sends with each request: <c>xt_</c> and a secret. The prefix lets scanners of
/// published code recognise it.
/// </summary>
public static class TokenText
{
    private const string Prefix = "xt_";

    public static string Of(Secret secret) => Prefix + secret.Text;

    /// <summary>Returns null for text that cannot be a token.</summary>
    public static Secret? TryParse(string? text) =>
        text?.StartsWith(Prefix, StringComparison.Ordinal) is true ? Secret.TryParse(text[Prefix.Length..]) : null;
}
