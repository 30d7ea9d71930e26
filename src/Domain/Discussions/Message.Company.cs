using System.Net;
using Xtablo.Domain.Accounts;

namespace Xtablo.Domain.Discussions;

/// <summary>What stands beside the text of a message: what it answers, reactions, a pin.</summary>
public sealed partial class Message
{
    private string? _html;
    private int _htmlVersion;
    private IReadOnlyList<Mention> _mentions = [];
    private bool _mentionsAll;

    /// <summary>The text as it is shown; null where there is none, and where it is to be made when it is read.</summary>
    public RenderedText? Shown
    {
        get => _html is null ? null : new(_html, _mentions, _mentionsAll) { Version = _htmlVersion };
        private set => (_html, _mentions, _mentionsAll, _htmlVersion) =
            value is null ? (null, [], false, 0) : (value.Html, value.Mentions, value.MentionsAll, value.Version);
    }

    /// <summary>The message that this one answers, for ever; null when it answers none.</summary>
    public MessageId? ReplyTo { get; private init; }

    /// <summary>What this shows of the message that it answers; null for no reply and for a deleted one.</summary>
    public Quote? Quote { get; private set; }

    /// <summary>How many messages have answered this one.</summary>
    public int Replies { get; internal set; }

    /// <summary>In the order of their first appearance.</summary>
    public IReadOnlyList<Reaction> Reactions { get; private set; } = [];

    /// <summary>Null while it is not pinned.</summary>
    public DateTimeOffset? PinnedAt { get; private set; }

    /// <summary>What a reply to this shows of it now.</summary>
    internal Quote AsQuote() => new(
        Id, Number, AuthorName ?? "", Excerpt.Of(_html ?? WebUtility.HtmlEncode(Body ?? "")), DeletedAt is not null);

    /// <summary>
    /// Takes up what the answered message is now. Returns false, and changes nothing, when that looks the same.
    /// </summary>
    internal bool Requote(Quote quote, long revision)
    {
        if (Quote is null || Quote == quote)
        {
            return false;
        }

        (Quote, Revision) = (quote, revision);
        return true;
    }

    internal Reaction? ReactionOf(Emoji emoji) => Reactions.FirstOrDefault(each => each.Emoji == emoji);

    internal void React(Person by, Emoji emoji, long revision)
    {
        Reactions = ReactionOf(emoji) is null
            ? [.. Reactions, new(emoji, [by])]
            : [.. Reactions.Select(each => each.Emoji == emoji ? each with { By = [.. each.By, by] } : each)];
        Revision = revision;
    }

    internal void TakeBackReaction(AccountId by, Emoji emoji, long revision)
    {
        Reactions =
        [
            .. Reactions
                .Select(each => each.Emoji == emoji ? each with { By = [.. each.By.Where(person => person.Id != by)] } : each)
                .Where(each => each.By.Count > 0),
        ];
        Revision = revision;
    }

    internal void Pin(DateTimeOffset? at, long revision) => (PinnedAt, Revision) = (at, revision);
}
