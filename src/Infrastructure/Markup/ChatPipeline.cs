using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Parsers;
using Markdig.Parsers.Inlines;

namespace Xtablo.Infrastructure.Markup;

/// <summary>
/// What of Markdown is a mark in a chat. Not headings (a line that begins with #), code by indentation, entities, link
/// definitions (the message would vanish) and tables, whose html grows with the square of the text.
/// </summary>
internal static class ChatPipeline
{
    private const int MaximumDepth = 32;

    public static MarkdownPipeline Build()
    {
        var builder = new MarkdownPipelineBuilder { MaximumNestingDepth = MaximumDepth };
        builder.DisableHtml().UseCjkFriendlyEmphasis().UseEmphasisExtras(EmphasisExtraOptions.Strikethrough);

        builder.BlockParsers.TryRemove<HeadingBlockParser>();
        builder.BlockParsers.TryRemove<IndentedCodeBlockParser>();
        builder.BlockParsers.TryRemove<HtmlBlockParser>();
        builder.BlockParsers.TryRemove<ThematicBreakParser>();
        builder.BlockParsers.Replace<ParagraphBlockParser>(new ChatParagraphs());
        builder.BlockParsers.Replace<QuoteBlockParser>(new ChatQuotes());
        builder.BlockParsers.Replace<ListBlockParser>(new ChatLists());

        builder.InlineParsers.TryRemove<HtmlEntityParser>();
        builder.InlineParsers.Replace<EscapeInlineParser>(new ChatEscapes());
        builder.InlineParsers.InsertRange(0, [new MentionParser(), new BareLinks(), new Shortcodes(), new LiteralStars()]);
        return builder.Build();
    }
}
