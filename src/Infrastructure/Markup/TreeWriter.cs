using System.Globalization;
using Markdig.Syntax;

namespace Xtablo.Infrastructure.Markup;

/// <summary>
/// Writes the few kinds of blocks that a chat has, and no others: what it does not know cannot come out. Between two blocks it
/// writes no line end, which a page that keeps white space would show.
/// </summary>
internal sealed class TreeWriter
{
    /// <summary>Of blocks and of marks together. Markdig's own limit is that of what it parses, not of what it builds.</summary>
    private const int MaximumDepth = 100;

    private readonly InlineWriter _inlines;
    private int _depth;

    public TreeWriter() => _inlines = new(Html, MaximumDepth);

    public HtmlBuilder Html { get; } = new();

    /// <summary>Returns false when it nests too deep; what is written then is of no use.</summary>
    public bool Write(MarkdownDocument document)
    {
        Children(document);
        return !_inlines.IsTooDeep && _depth is 0;
    }

    private void Children(ContainerBlock container)
    {
        if (++_depth > MaximumDepth)
        {
            return; // and is never 0 again
        }

        foreach (var block in container)
        {
            Write(block);
        }

        _depth--;
    }

    private void Write(Block block)
    {
        switch (block)
        {
            case ParagraphBlock paragraph: Paragraph(paragraph); break;
            case QuoteBlock quotation: Quotation(quotation); break;
            case ListBlock list: List(list); break;
            case FencedCodeBlock code: Code(code); break;
            case ThematicBreakBlock rule: Line(rule.Content.AsSpan().Trim()); break;
        }
    }

    private void Paragraph(ParagraphBlock paragraph)
    {
        var isAlone = paragraph.Parent is ListItemBlock { Parent: ListBlock { IsLoose: false } };
        if (isAlone)
        {
            _inlines.Children(paragraph.Inline);
            return;
        }

        Html.Open("p");
        _inlines.Children(paragraph.Inline);
        Html.Close("p");
    }

    private void Quotation(QuoteBlock quotation)
    {
        if (quotation.Count is 0)
        {
            Line(">");
            return;
        }

        Html.Open("blockquote");
        _inlines.Quotations++;
        Children(quotation);
        _inlines.Quotations--;
        Html.Close("blockquote");
    }

    private void List(ListBlock list)
    {
        var element = list.IsOrdered ? "ol" : "ul";
        var number = list.Count > 0 ? ((ListItemBlock)list[0]).Order : 1;
        Html.Open(element, list.IsOrdered && number != 1 ? Attribute("start", number) : "");
        var isCounting = number is 1 && list.All(item => ((ListItemBlock)item).Order is 1); // 1. 1. 1. leaves counting to us
        foreach (var item in list.Cast<ListItemBlock>())
        {
            Html.Open("li", list.IsOrdered && !isCounting && item.Order != number ? Attribute("value", item.Order) : "");
            Children(item);
            Html.Close("li");
            number = item.Order + 1;
        }

        Html.Close(element);
    }

    private static string Attribute(string name, int number) =>
        string.Create(CultureInfo.InvariantCulture, $" {name}=\"{number}\"");

    /// <summary>
    /// What stands behind a fence and is no name of a language is the first line of the code; it would be lost. A fence around
    /// nothing shows itself.
    /// </summary>
    private void Code(FencedCodeBlock code)
    {
        var text = code.Lines.ToString().TrimEnd('\n');
        var behind = $"{code.Info} {code.Arguments}".Trim();
        if (string.IsNullOrWhiteSpace(text))
        {
            Line($"{new string(code.FencedChar, code.OpeningFencedCharCount)} {behind}".TrimEnd());
            return;
        }

        var language = LanguageOf(behind);
        Html.Raw(language is null ? "<pre><code>" : $"<pre><code class=\"language-{language}\">");
        Html.Text(language is null && behind.Length > 0 ? $"{behind}\n{text}" : text);
        Html.Raw("</code></pre>");
    }

    /// <summary>Only what can be a name: it becomes part of a class.</summary>
    private static string? LanguageOf(string text)
    {
        var name = text.ToLowerInvariant();
        return name is { Length: > 0 and <= 20 } && char.IsAsciiLetterLower(name[0])
            && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '+' or '#' or '-') ? name : null;
    }

    private void Line(ReadOnlySpan<char> text)
    {
        Html.Open("p");
        Html.Text(text);
        Html.Close("p");
    }
}
