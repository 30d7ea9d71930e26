using Markdig.Parsers;

namespace Xtablo.Infrastructure.Markup;

/// <summary>A quotation begins with <c>&gt;</c> and a space: without one it is a face, as in <c>&gt;:(</c>.</summary>
internal sealed class ChatQuotes : QuoteBlockParser
{
    public override BlockState TryOpen(BlockProcessor processor) =>
        processor.PeekChar(1) is ' ' or '\t' or '\0' or '\n' ? base.TryOpen(processor) : BlockState.None;
}
