using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;

namespace Xtablo.Domain.Discussions;

public sealed partial class Discussion
{
    public const int MostPins = 50;

    /// <summary>How many messages are pinned.</summary>
    public int Pins { get; private set; }

    /// <summary>
    /// Pins a message, or takes the pin away, with a notice; what is so already is no change. Needs <see cref="Needs.Message"/>.
    /// </summary>
    /// <exception cref="RefusedException">
    /// <c>discussion.not-a-member</c>, <c>message.unknown</c>, <c>message.author-or-owner-only</c>, <c>message.a-notice</c>,
    /// <c>pin.deleted</c>, <c>pin.too-many</c> or <c>tablo.archived</c>
    /// </exception>
    public MessageRow Pin(AccountId by, MessageId id, bool on, MessageId noticeId, DateTimeOffset at)
    {
        var (member, message) = (MemberOrThrow(by), WrittenOrThrow(id));
        if (message.AuthorId != by && member.Role is not Role.Owner)
        {
            throw new RefusedException("message.author-or-owner-only");
        }

        if (message.DeletedAt is not null)
        {
            throw new RefusedException("pin.deleted");
        }

        if (on == message.PinnedAt is not null)
        {
            return message.RowIn(TabloId);
        }

        MustNotBeArchived();
        if (on && Pins >= MostPins)
        {
            throw new RefusedException("pin.too-many", null, MostPins);
        }

        Pins += on ? 1 : -1;
        message.Pin(on ? at : null, ++Head);
        var (entry, row) = (Log(LogEntryKind.PinChanged, message, by, at), message.RowIn(TabloId));
        Raise(new PinChanged(TabloId, Epoch, entry, row));
        var (noticed, notice) = Announce(
            on ? NoticeKind.Pinned : NoticeKind.Unpinned, LogEntryKind.PinNoticed, new Person(by, member.Name),
            subject: null, subjectName: null, noticeId, at);
        Raise(new PinChanged(TabloId, Epoch, noticed, notice));
        return row;
    }
}
