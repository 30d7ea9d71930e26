using Markdig.Parsers;
using Markdig.Syntax;

namespace Xtablo.Infrastructure.Markup;

/// <summary>
/// Paragraphs without underlined headings and link definitions. An answer below a quotation is not part of it, and the lines
/// keep their indentation outside of lists and quotations, whose own it would be.
/// </summary>
internal sealed class ChatParagraphs : ParagraphBlockParser
{
    public ChatParagraphs() => ParseSetextHeadings = false;

    public override BlockState TryOpen(BlockProcessor processor)
    {
        if (!processor.IsBlankLine && processor.GetCurrentContainerOpened() is MarkdownDocument)
        {
            processor.UnwindAllIndents();
        }

        return base.TryOpen(processor);
    }

    public override BlockState TryContinue(BlockProcessor processor, Block block)
    {
        for (var outer = block.Parent; processor.IsLazy && outer is not null; outer = outer.Parent)
        {
            if (outer is QuoteBlock { IsOpen: false })
            {
                processor.Close(block);
                return TryOpen(processor);
            }
        }

        if (!processor.IsBlankLine && block.Parent is MarkdownDocument)
        {
            processor.UnwindAllIndents();
        }

        return base.TryContinue(processor, block);
    }

    /// <summary>Instead of the base, which takes definitions out of the paragraph and the spaces before its lines.</summary>
    public override bool Close(BlockProcessor processor, Block block)
    {
        if (block is not ParagraphBlock { Lines: { Count: > 0 } lines })
        {
            return block is not ParagraphBlock;
        }

        for (var i = 0; i < lines.Count && block.Parent is not MarkdownDocument; i++)
        {
            lines.Lines[i].Slice.TrimStart();
        }

        lines.Lines[lines.Count - 1].Slice.TrimEnd();
        return true;
    }
}
