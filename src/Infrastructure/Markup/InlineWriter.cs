using Markdig.Syntax.Inlines;

namespace Xtablo.Infrastructure.Markup;

/// <summary>Writes the few kinds of marks within a line that a chat has, and no others.</summary>
internal sealed class InlineWriter(HtmlBuilder html, int maximumDepth)
{
    private int _depth;
    private int _links;

    /// <summary>How many quotations are open: who is named in one is not called again.</summary>
    public int Quotations { get; set; }

    public bool IsTooDeep { get; private set; }

    public void Children(ContainerInline? container)
    {
        IsTooDeep |= _depth >= maximumDepth;
        if (IsTooDeep)
        {
            return;
        }

        _depth++;
        for (var inline = container?.FirstChild; inline is not null; inline = inline.NextSibling)
        {
            Write(inline);
        }

        _depth--;
    }

    private void Write(Inline inline)
    {
        switch (inline)
        {
            case LiteralInline literal: html.Text(literal.Content.AsSpan()); break;
            case LineBreakInline: html.LineBreak(); break;
            case CodeInline code: Element("code", () => html.Text(code.ContentSpan)); break;
            case MentionInline mention: Mention(mention); break;
            case LinkInline link: Link(link); break;
            case AutolinkInline link: Link(link); break;
            case EmphasisInline emphasis: Element(ElementOf(emphasis), () => Children(emphasis)); break;
            case DelimiterInline delimiter: html.Text(delimiter.ToLiteral()); Children(delimiter); break;
            case ContainerInline container: Children(container); break;
        }
    }

    private static string ElementOf(EmphasisInline emphasis) =>
        emphasis.DelimiterChar is '~' ? "del" : emphasis.DelimiterCount > 1 ? "strong" : "em";

    private void Element(string name, Action content)
    {
        html.Raw($"<{name}>");
        content();
        html.Raw($"</{name}>");
    }

    /// <summary>In a link it is the link's text: somebody's name on the way to an address calls nobody.</summary>
    private void Mention(MentionInline mention)
    {
        if (_links > 0)
        {
            html.Text(mention.Typed);
            return;
        }

        html.Mention(mention.Mention, mention.Typed, calls: Quotations is 0);
    }

    private void Link(LinkInline link)
    {
        var address = WebAddress.From(link.Url);
        if (_links > 0)
        {
            TextOf(link);
        }
        else if (address is not null)
        {
            Link(link, address);
        }
        else if (link.IsImage || !link.IsAutoLink) // as it was typed
        {
            html.Text(link.IsImage ? "![" : "[");
            Children(link);
            html.Text(link.Title is { Length: > 0 } ? $"]({link.Url} \"{link.Title}\")" : $"]({link.Url})");
        }
        else
        {
            Children(link);
        }
    }

    private void Link(LinkInline link, WebAddress address)
    {
        html.OpenLink(address.Href);
        _links++;
        TextOf(link);
        _links--;
        if (!link.IsAutoLink && ShownHosts.InDisguise(link, address))
        {
            html.Text($" ({address.Host})");
        }

        html.Raw("</a>");
    }

    /// <summary>A link of nothing that is seen, or around a picture without words, shows its address.</summary>
    private void TextOf(LinkInline link)
    {
        if (string.IsNullOrWhiteSpace(ShownHosts.TextOf(link)))
        {
            html.Text(link.Url);
            return;
        }

        Children(link);
    }

    private void Link(AutolinkInline link)
    {
        var address = WebAddress.From(link.IsEmail ? $"mailto:{link.Url}" : link.Url);
        if (address is null || _links > 0)
        {
            html.Text($"<{link.Url}>");
            return;
        }

        html.OpenLink(address.Href);
        html.Text(link.Url);
        html.Raw("</a>");
    }
}
