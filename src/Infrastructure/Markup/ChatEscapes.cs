using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Parsers.Inlines;
using Markdig.Syntax.Inlines;

namespace Xtablo.Infrastructure.Markup;

/// <summary>
/// A bar before a mark that would take effect is taken away with the effect; any other bar is text, as in a path of Windows.
/// </summary>
internal sealed class ChatEscapes : EscapeInlineParser
{
    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        if (slice.PeekChar() is not ('*' or '_' or '~' or '`' or '['))
        {
            return false;
        }

        var isArm = slice.PeekCharExtra(-1) is '¯'; // of ¯\_(ツ)_/¯
        var shown = new StringSlice(slice.Text, isArm ? slice.Start : slice.Start + 1, slice.Start + 1);
        processor.Inline = new LiteralInline(shown) { IsClosed = true };
        slice.Start += 2;
        return true;
    }
}
