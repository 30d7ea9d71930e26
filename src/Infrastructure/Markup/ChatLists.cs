using Markdig.Parsers;
using Markdig.Syntax;

namespace Xtablo.Infrastructure.Markup;

/// <summary>
/// Lists whose bullets are <c>-</c> and <c>*</c>; a line of such bullets, which Markdown draws as a rule, is text. Below a list
/// it still ends the list; elsewhere it does not even end the paragraph.
/// </summary>
internal sealed class ChatLists : ListBlockParser
{
    public ChatLists() => ItemParsers.Replace<UnorderedListItemParser>(new ChatBullets());

    public override BlockState TryOpen(BlockProcessor processor) =>
        IsRule(processor) && processor.CurrentBlock?.Parent is not ListItemBlock ? BlockState.None : base.TryOpen(processor);

    private static bool IsRule(BlockProcessor processor)
    {
        var line = processor.Line.AsSpan();
        var mark = processor.CurrentChar;
        return mark is '-' or '*' && line.Count(mark) >= 3 && line.IndexOfAnyExcept(mark, ' ', '\t') < 0;
    }

    /// <summary>A + begins a sum: + 1.</summary>
    private sealed class ChatBullets : UnorderedListItemParser
    {
        public ChatBullets() => OpeningCharacters = ['-', '*'];
    }
}
