using System.Buffers;
using System.Text;
using Markdig.Syntax.Inlines;

namespace Xtablo.Infrastructure.Markup;

/// <summary>Finds links whose text shows another address than the one they lead to.</summary>
internal static class ShownHosts
{
    /// <summary>With the marks that are drawn like a slash.</summary>
    private static readonly SearchValues<char> EndsAHost = SearchValues.Create("/?#:\\∕⁄／");

    public static bool InDisguise(LinkInline link, WebAddress address)
    {
        foreach (var word in TextOf(link).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var host = HostIn(word);
            if (!host.IsEmpty && !address.LeadsTo(host))
            {
                return true;
            }
        }

        return false;
    }

    public static string TextOf(ContainerInline container)
    {
        var text = new StringBuilder();
        Append(container, text);
        return text.ToString();
    }

    private static void Append(ContainerInline container, StringBuilder text)
    {
        foreach (var inline in container)
        {
            _ = inline switch
            {
                LiteralInline literal => text.Append(literal.Content.AsSpan()),
                CodeInline code => text.Append(code.ContentSpan),
                MentionInline mention => text.Append(mention.Typed),
                AutolinkInline link => text.Append(link.Url),
                LineBreakInline => text.Append(' '),
                _ => text,
            };
            if (inline is DelimiterInline delimiter)
            {
                text.Append(delimiter.ToLiteral());
            }

            if (inline is ContainerInline inner)
            {
                Append(inner, text);
            }
        }
    }

    /// <summary>The host in what looks like an address: words with dots between them, the last of letters.</summary>
    private static ReadOnlySpan<char> HostIn(ReadOnlySpan<char> word)
    {
        var scheme = word.IndexOf("://");
        var host = word[(scheme < 0 ? 0 : scheme + 3)..];
        var end = host.IndexOfAny(EndsAHost);
        host = (end < 0 ? host : host[..end]).Trim(".,;!()[]<>«»\"'“”…");
        host = host[(host.LastIndexOf('@') + 1)..];
        if (host.StartsWith("www.", StringComparison.OrdinalIgnoreCase))
        {
            host = host[4..];
        }

        var last = host[(host.LastIndexOf('.') + 1)..];
        var isHost = last.Length >= 2 && last.Length < host.Length - 1 && !last.ContainsAnyInRange('0', '9');
        return isHost || scheme >= 0 ? host : default;
    }
}
