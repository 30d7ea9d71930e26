using Ardalis.GuardClauses;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;

namespace Xtablo.Domain.Discussions;

public sealed partial class Discussion
{
    /// <summary>How many different emoji a message may have.</summary>
    public const int MostKinds = 20;

    /// <summary>
    /// Reacts to a message with an emoji, or takes that back; what is so already is no change. Needs <see cref="Needs.Answer"/>.
    /// </summary>
    /// <param name="on">Null for the opposite of what is.</param>
    /// <exception cref="RefusedException">
    /// <c>discussion.not-a-member</c>, <c>message.unknown</c>, <c>reaction.deleted</c>, <c>reaction.too-many</c> or
    /// <c>tablo.archived</c>
    /// </exception>
    public MessageRow React(AccountId by, MessageId id, Emoji emoji, bool? on, DateTimeOffset at)
    {
        Guard.Against.Null(emoji);
        var (member, message) = (MemberOrThrow(by), WrittenOrThrow(id));
        if (message.DeletedAt is not null)
        {
            throw new RefusedException("reaction.deleted");
        }

        var present = message.ReactionOf(emoji);
        var isOn = present?.By.Any(person => person.Id == by) is true;
        if (isOn == (on ?? !isOn))
        {
            return message.RowIn(TabloId);
        }

        MustNotBeArchived();
        if (!isOn && present is null && message.Reactions.Count >= MostKinds)
        {
            throw new RefusedException("reaction.too-many", "emoji", MostKinds);
        }

        if (isOn)
        {
            message.TakeBackReaction(by, emoji, ++Head);
        }
        else
        {
            message.React(new Person(by, member.Name), emoji, ++Head);
        }

        var (entry, row) = (Log(LogEntryKind.Reacted, message, by, at), message.RowIn(TabloId));
        Raise(new MessageReactedTo(TabloId, Epoch, entry, row));
        return row;
    }

    /// <summary>A message that a member wrote, deleted or not.</summary>
    /// <exception cref="RefusedException"><c>message.unknown</c></exception>
    private Message WrittenOrThrow(MessageId id) =>
        MessageOrThrow(id) is { Kind: MessageKind.Message } written ? written : throw new RefusedException("message.a-notice");
}
