using Ardalis.GuardClauses;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;

namespace Xtablo.Domain.Discussions;

public sealed partial class Discussion
{
    /// <summary>Removes a member, from the next entry on. Idempotent.</summary>
    /// <exception cref="RefusedException">
    /// <c>discussion.not-a-member</c>, <c>tablo.owner-only</c>, <c>member.unknown</c> or <c>tablo.owner-may-not-leave</c>
    /// </exception>
    public Participant Remove(Person by, Person member, MessageId noticeId, DateTimeOffset at)
    {
        Guard.Against.Null(by);
        Guard.Against.Null(member);
        OwnerOrThrow(by.Id);
        var participant = _participants.Find(p => p.AccountId == member.Id) ?? throw new RefusedException("member.unknown");
        if (participant.TakesPart)
        {
            End(participant, NoticeKind.Removed, by, member, noticeId, at);
        }

        return participant;
    }

    /// <summary>Removes the caller. An owner hands the tablo over first.</summary>
    /// <exception cref="RefusedException"><c>discussion.not-a-member</c> or <c>tablo.owner-may-not-leave</c></exception>
    public Participant Leave(Person person, MessageId noticeId, DateTimeOffset at)
    {
        Guard.Against.Null(person);
        var participant = MemberOrThrow(person.Id);
        End(participant, NoticeKind.Left, person, person, noticeId, at);
        return participant;
    }

    /// <summary>Makes another member the owner; handing over to the owner is no change.</summary>
    /// <exception cref="RefusedException">
    /// <c>discussion.not-a-member</c>, <c>tablo.owner-only</c> or <c>member.unknown</c>
    /// </exception>
    public Participant HandOver(Person by, Person member, MessageId noticeId, DateTimeOffset at)
    {
        Guard.Against.Null(by);
        Guard.Against.Null(member);
        var owner = OwnerOrThrow(by.Id);
        var next = FindMember(member.Id) ?? throw new RefusedException("member.unknown");
        return MakeOwner(owner, next, NoticeKind.HandedOver, by, member, noticeId, at);
    }

    /// <summary>Makes a member the owner, whoever is it now: by the operator. Appointing the owner is no change.</summary>
    /// <exception cref="RefusedException"><c>tablo.next-owner-no-member</c></exception>
    public Participant Appoint(Person member, MessageId noticeId, DateTimeOffset at)
    {
        Guard.Against.Null(member);
        var next = FindMember(member.Id) ?? throw new RefusedException("tablo.next-owner-no-member");
        var owner = _participants.Single(p => p.Role is Role.Owner);
        return MakeOwner(owner, next, NoticeKind.Appointed, member, member, noticeId, at);
    }

    private Participant MakeOwner(
        Participant owner, Participant next, NoticeKind kind, Person by, Person member, MessageId noticeId, DateTimeOffset at)
    {
        if (next != owner)
        {
            owner.HandOverTo(next);
            var (entry, row) = Announce(kind, LogEntryKind.HandedOver, by, member.Id, NameHere(member), noticeId, at);
            Raise(new TabloHandedOver(TabloId, Epoch, entry, row));
        }

        return next;
    }

    private void End(Participant participant, NoticeKind kind, Person by, Person member, MessageId noticeId, DateTimeOffset at)
    {
        if (participant.Role is Role.Owner)
        {
            throw new RefusedException("tablo.owner-may-not-leave");
        }

        var (entry, row) = Announce(kind, LogEntryKind.Removed, by, member.Id, NameHere(member), noticeId, at);
        participant.Remove(entry.Sequence);
        Raise(new ParticipantRemoved(TabloId, Epoch, entry, row));
    }
}
