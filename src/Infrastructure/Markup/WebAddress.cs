using System.Buffers;
using System.Globalization;

namespace Xtablo.Infrastructure.Markup;

/// <summary>An address that a link may lead to: http, https or mailto, with a host that can be seen to be one.</summary>
internal sealed record WebAddress
{
    private static readonly SearchValues<char> EndsAHost = SearchValues.Create("/?#");

    private WebAddress(string href, string host) => (Href, Host) = (href, host);

    public string Href { get; }

    /// <summary>Of a mail address, what is behind the @.</summary>
    public string Host { get; }

    /// <summary>
    /// Returns null for any other address. The rules are stricter than those of browsers: these take <c>\</c> for <c>/</c> and
    /// leave out line ends, and before an @ they take a whole bank's name for a user's.
    /// </summary>
    public static WebAddress? From(string? text)
    {
        if (text is null || text.Any(c => c is '\\' || char.IsControl(c) || char.IsWhiteSpace(c)))
        {
            return null;
        }

        return After(text, "https://") ?? After(text, "http://") ?? Mail(text);
    }

    /// <summary>True when this leads to the host that a text shows, or into its domain.</summary>
    public bool LeadsTo(ReadOnlySpan<char> shown) =>
        Host.AsSpan().EndsWith(shown, StringComparison.OrdinalIgnoreCase)
        && (Host.Length == shown.Length || Host[^(shown.Length + 1)] is '.');

    private static WebAddress? After(string text, string scheme)
    {
        if (!text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var rest = text.AsSpan(scheme.Length);
        var end = rest.IndexOfAny(EndsAHost);
        var host = end < 0 ? rest : rest[..end];
        return IsHost(host) && Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.UserInfo.Length is 0
            ? new(string.Concat(scheme, rest), uri.Host)
            : null;
    }

    private static WebAddress? Mail(string text)
    {
        const string scheme = "mailto:";
        var at = text.IndexOf('@', StringComparison.Ordinal);
        if (!text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) || at <= scheme.Length)
        {
            return null;
        }

        var host = text.AsSpan(at + 1);
        var end = host.IndexOf('?');
        host = end < 0 ? host : host[..end];
        return IsHost(host) ? new(string.Concat(scheme, text.AsSpan(scheme.Length)), host.ToString()) : null;
    }

    /// <summary>Some marks are drawn like a slash, behind which the real host would not be seen.</summary>
    private static bool IsHost(ReadOnlySpan<char> host)
    {
        foreach (var c in host)
        {
            var isPart = char.IsLetterOrDigit(c) || char.IsSurrogate(c) || c is '.' or '-' or '_' or ':' or '[' or ']'
                || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
            if (!isPart)
            {
                return false;
            }
        }

        return !host.IsEmpty && host[0] is not (':' or '.');
    }
}
