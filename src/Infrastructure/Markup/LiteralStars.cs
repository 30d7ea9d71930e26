using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Syntax.Inlines;

namespace Xtablo.Infrastructure.Markup;

/// <summary>A single star between letters or digits multiplies: 2*3*4. Two of them are bold there too: **2**e étage.</summary>
internal sealed class LiteralStars : InlineParser
{
    public LiteralStars() => OpeningCharacters = ['*'];

    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        if (!char.IsAsciiLetterOrDigit(slice.PeekCharExtra(-1)) || !char.IsAsciiLetterOrDigit(slice.PeekChar()))
        {
            return false;
        }

        processor.Inline = new LiteralInline(new StringSlice(slice.Text, slice.Start, slice.Start)) { IsClosed = true };
        slice.Start++;
        return true;
    }
}
