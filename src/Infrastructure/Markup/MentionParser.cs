using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Syntax.Inlines;
using Xtablo.Domain.Discussions;

namespace Xtablo.Infrastructure.Markup;

/// <summary>
/// Finds mentions before any other mark is looked at: the marks in a name such as <c>_ada_</c> are of the name.
/// </summary>
internal sealed class MentionParser : InlineParser
{
    public MentionParser() => OpeningCharacters = ['@'];

    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        var addressees = (Addressees)processor.Context!.Properties[typeof(Addressees)];
        if (addressees.Find(slice.Text, slice.Start) is not { } address || address.Length > slice.Length)
        {
            return false;
        }

        processor.Inline = new MentionInline(address.Mention, slice.Text.Substring(slice.Start, address.Length));
        slice.Start += address.Length;
        return true;
    }
}

/// <param name="mention">Null for everyone.</param>
/// <param name="typed">The name as it is in the text, with the @.</param>
internal sealed class MentionInline(Mention? mention, string typed) : LeafInline
{
    public Mention? Mention => mention;

    public string Typed => typed;
}
