using System.Text.RegularExpressions;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Infrastructure.Markup;

namespace Xtablo.Infrastructure.Tests.Markup;

/// <summary>A discussion of some people, and how its texts are shown.</summary>
internal static partial class Chat
{
    public static readonly IReadOnlyList<Person> Members = [.. EverydayMessages.Names.Select((name, i) => Member(name, i + 1))];

    public static readonly MarkdigMarkup Markup = new();

    public static AccountId Account(int number) => new(new Guid(number, 0, 0, new byte[8]));

    public static Person Member(string name, int number) => new(Account(number), DisplayName.FromStored(name));

    public static RenderedText Render(string typed) => Markup.Render(typed, Members, []);

    public static IEnumerable<string> Called(RenderedText text) => text.Mentions.Select(mention => mention.Name);

    /// <summary>
    /// The whole html of what tests write briefly: each block with its direction, each link with its relation, and
    /// <c>&lt;span 1&gt;</c> for a mention of the first member.
    /// </summary>
    public static string Html(string brief)
    {
        var blocks = Block().Replace(brief, "$0 dir=\"auto\"");
        var links = Link().Replace(blocks, "$0 rel=\"nofollow noopener noreferrer ugc\"");
        return Span().Replace(links, span =>
        {
            var who = span.Groups["who"].Value;
            var account = who is "all" ? who : Account(int.Parse(who, null)).ToString();
            return $"<span class=\"mention\" data-account=\"{account}\" dir=\"auto\">";
        });
    }

    [GeneratedRegex("<(?:p|ul|ol|li|blockquote)(?=[ >])", RegexOptions.None, 1000)]
    private static partial Regex Block();

    [GeneratedRegex("<a href=\"[^\"]*\"", RegexOptions.None, 1000)]
    private static partial Regex Link();

    [GeneratedRegex("<span (?<who>[0-9]+|all)>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Span();
}
