using Xtablo.Application.Discussions;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Search;

namespace Xtablo.Infrastructure.Search;

/// <summary>What the index knows a message by: the terms of its text, its author, whether it has a link.</summary>
internal static class IndexedTerms
{
    /// <summary>No word begins like this.</summary>
    public const string Link = "#link";

    /// <summary>Of terms, markup and what is kept of them together.</summary>
    public static int VersionWith(IMarkup markup) => (FoldedText.Version * 1000) + markup.Version;

    public static string OfAuthor(AccountId author) => $"@{author.Value:n}";

    /// <summary>Returns none for what is not to be found: a notice, a deleted message.</summary>
    public static ISet<string> Of(MessageRow row, IMarkup markup)
    {
        if (row.AuthorId is not { } author || markup.Of(row) is not { } shown)
        {
            return new HashSet<string>();
        }

        var text = SearchedText.Of(shown.Html);
        var terms = Terms.In(text.Letters);
        terms.Add(OfAuthor(author));
        if (text.HasLink)
        {
            terms.Add(Link);
        }

        return terms;
    }
}
