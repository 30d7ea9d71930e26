using Xtablo.Domain.Text;

namespace Xtablo.Domain.Accounts;

/// <summary>What a program shows to be let in: <c>xt_</c> and a secret. The prefix lets scanners of published code know it.</summary>
public static class TokenText
{
    private const string Prefix = "xt_";

    public static string Of(Secret secret) => Prefix + secret.Text;

    /// <summary>Null for what cannot be a token.</summary>
    public static Secret? TryParse(string? text) =>
        text?.StartsWith(Prefix, StringComparison.Ordinal) is true ? Secret.TryParse(text[Prefix.Length..]) : null;
}
