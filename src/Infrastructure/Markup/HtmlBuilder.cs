using System.Text;
using Xtablo.Domain.Discussions;

namespace Xtablo.Infrastructure.Markup;

/// <summary>The html of a text as it is written, and whom it mentions. Whatever a person typed passes through Text.</summary>
internal sealed class HtmlBuilder
{
    private readonly StringBuilder _html = new();
    private readonly List<Mention> _mentions = [];
    private readonly HashSet<Mention> _seen = [];
    private bool _mentionsAll;

    public RenderedText Finish() => new(_html.ToString(), _mentions, _mentionsAll);

    /// <summary>An element of its own line: each has the direction of its words.</summary>
    public void Open(string element, string attributes = "") => Raw($"<{element} dir=\"auto\"{attributes}>");

    public void Close(string element) => Raw($"</{element}>");

    public void LineBreak() => Raw("<br>");

    public void Mention(Mention? mention, ReadOnlySpan<char> typed, bool calls)
    {
        var account = mention?.AccountId.ToString() ?? "all";
        Raw($"<span class=\"mention\" data-account=\"{account}\" dir=\"auto\">");
        Text(typed);
        Raw("</span>");
        if (!calls)
        {
            return;
        }

        _mentionsAll |= mention is null;
        if (mention is not null && _seen.Add(mention))
        {
            _mentions.Add(mention);
        }
    }

    public void OpenLink(string address)
    {
        Raw("<a href=\"");
        Text(address);
        Raw("\" rel=\"nofollow noopener noreferrer ugc\">");
    }

    /// <summary>Appends text, in an element or in an attribute.</summary>
    public void Text(ReadOnlySpan<char> text)
    {
        for (int at; (at = text.IndexOfAny("&<>\"\0")) >= 0; text = text[(at + 1)..])
        {
            _html.Append(text[..at]).Append(text[at] switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                _ => "\uFFFD",
            });
        }

        _html.Append(text);
    }

    /// <summary>Appends html of our own.</summary>
    public void Raw(string html) => _html.Append(html);
}
