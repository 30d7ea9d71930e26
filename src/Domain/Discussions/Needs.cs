using Xtablo.Domain.Accounts;

namespace Xtablo.Domain.Discussions;

/// <summary>
/// What a change needs loaded besides the head and the participants. Needs are joined with <c>+</c>:
/// <c>Needs.Message(one) + Needs.Message(other)</c>.
/// </summary>
public sealed record Needs
{
    public static readonly Needs Nothing = new();

    private Needs()
    {
    }

    /// <summary>The authors and clientIds whose messages are needed, where there are any.</summary>
    public IReadOnlyCollection<(AccountId Author, ClientId ClientId)> Posts { get; private init; } = [];

    /// <summary>The messages that are needed, where they exist.</summary>
    public IReadOnlyCollection<MessageId> Messages { get; private init; } = [];

    /// <summary>The messages that are answered, by a reaction or a message, where they exist: their text stays.</summary>
    public IReadOnlyCollection<MessageId> Answered { get; private init; } = [];

    /// <summary>The messages whose replies are needed, where there are any.</summary>
    public IReadOnlyCollection<MessageId> RepliesTo { get; private init; } = [];

    /// <summary>The invitations that are needed, where they exist.</summary>
    public IReadOnlyCollection<InvitationId> Invitations { get; private init; } = [];

    /// <summary>True for a post, a reply and a reaction: of what is there they alter only how it was answered.</summary>
    public bool OnlyAdds => Posts.Count <= 1 && Posts.Count + Answered.Count > 0
        && Messages.Count == 0 && RepliesTo.Count == 0 && Invitations.Count == 0;

    /// <summary>
    /// The message of this author and clientId, if there is one. What needs only this is a post: see <see cref="OnlyAdds"/>.
    /// </summary>
    public static Needs PostedAs(AccountId author, ClientId clientId) => new() { Posts = [(author, clientId)] };

    /// <summary>The message with this id, if there is one.</summary>
    public static Needs Message(MessageId id) => new() { Messages = [id] };

    /// <summary>The message with this id, if there is one, of which nothing is altered but how it was answered.</summary>
    public static Needs Answer(MessageId id) => new() { Answered = [id] };

    /// <summary>The messages that answer the one with this id.</summary>
    public static Needs Replies(MessageId id) => new() { RepliesTo = [id] };

    /// <summary>The invitation with this id, if there is one.</summary>
    public static Needs Invitation(InvitationId id) => new() { Invitations = [id] };

    public static Needs operator +(Needs one, Needs other) => new()
    {
        Posts = [.. one.Posts, .. other.Posts],
        Messages = [.. one.Messages, .. other.Messages],
        Answered = [.. one.Answered, .. other.Answered],
        RepliesTo = [.. one.RepliesTo, .. other.RepliesTo],
        Invitations = [.. one.Invitations, .. other.Invitations],
    };
}
