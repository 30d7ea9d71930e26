namespace Xtablo.Domain.Discussions;

/// <summary>The text of a message as pages show it.</summary>
/// <param name="Html">
/// Safe to put into a page as it is: only the elements and attributes of a message row. Never empty.
/// </param>
/// <param name="Mentions">
/// Whom it calls, in the order of first appearance, each account and name once; not who is named only in a quotation.
/// </param>
/// <param name="MentionsAll">True when it calls everyone, by <c>@all</c> outside of a quotation.</param>
public sealed record RenderedText(string Html, IReadOnlyList<Mention> Mentions, bool MentionsAll)
{
    /// <summary>Of what made the html: a later version makes it again.</summary>
    public int Version { get; init; }
}
