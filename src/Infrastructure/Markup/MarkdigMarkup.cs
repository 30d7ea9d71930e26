using Markdig;
using Markdig.Syntax;
using Xtablo.Application.Discussions;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;

namespace Xtablo.Infrastructure.Markup;

/// <summary>
/// Markdown as people use it in a chat. What would show nothing, has too many marks or nests too deep is shown as it was typed.
/// </summary>
internal sealed class MarkdigMarkup : IMarkup
{
    private static readonly MarkdownPipeline Pipeline = ChatPipeline.Build();

    public int Version => 1;

    public RenderedText Render(string source, IReadOnlyList<Person> members, IReadOnlyList<Mention> earlier)
    {
        var addressees = new Addressees(members, earlier);
        var text = (Limits.Allow(source) ? Formatted(source, addressees) : null) ?? AsTyped(source, addressees);
        return text with { Version = Version };
    }

    private static RenderedText? Formatted(string source, Addressees addressees)
    {
        var writer = new TreeWriter();
        if (Parse(source, addressees) is not { } document || !writer.Write(document))
        {
            return null;
        }

        var text = writer.Html.Finish();
        return Excerpt.Of(text.Html) is null ? null : text;
    }

    /// <summary>Markdig throws for what nests deeper than its most.</summary>
    private static MarkdownDocument? Parse(string source, Addressees addressees)
    {
        var context = new MarkdownParserContext { Properties = { [typeof(Addressees)] = addressees } };
        try
        {
            return Markdown.Parse(source, Pipeline, context);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Mentions still call: whoever pastes a long log may address it to somebody.</summary>
    private static RenderedText AsTyped(string source, Addressees addressees)
    {
        var html = new HtmlBuilder();
        html.Open("p");
        for (var at = 0; at < source.Length;)
        {
            var length = source.AsSpan(at).IndexOfAny('\n', '@');
            html.Text(source.AsSpan(at, length < 0 ? source.Length - at : length));
            at = length < 0 ? source.Length : at + length;
            if (at < source.Length)
            {
                at += Mark(source, at, addressees, html);
            }
        }

        html.Close("p");
        return html.Finish();
    }

    private static int Mark(string source, int at, Addressees addressees, HtmlBuilder html)
    {
        if (source[at] is '\n')
        {
            html.LineBreak();
            return 1;
        }

        if (addressees.Find(source, at) is { } address)
        {
            html.Mention(address.Mention, source.AsSpan(at, address.Length), calls: true);
            return address.Length;
        }

        html.Text("@");
        return 1;
    }
}
