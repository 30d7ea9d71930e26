using Ardalis.GuardClauses;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;
using Xtablo.Domain.Text;

namespace Xtablo.Domain.Discussions;

public sealed partial class Discussion
{
    /// <summary>Creates a link through which people may join.</summary>
    /// <exception cref="RefusedException">
    /// <c>discussion.not-a-member</c>, <c>tablo.owner-only</c> or <c>tablo.archived</c>
    /// </exception>
    public Invitation Invite(AccountId by, InvitationId id, Secret secret, InvitationTerms terms, DateTimeOffset at)
    {
        Guard.Against.Null(secret);
        Guard.Against.Null(terms);
        OwnerOrThrow(by);
        MustNotBeArchived();
        var invitation = Invitation.Made(id, secret.Hash(), terms, by, at, Head);
        _invitations.Add(invitation);
        return invitation;
    }

    /// <summary>Revokes an invitation. Idempotent. Needs <see cref="Needs.Invitation"/>.</summary>
    /// <exception cref="RefusedException">
    /// <c>discussion.not-a-member</c>, <c>tablo.owner-only</c> or <c>invitation.unusable</c>: there is none
    /// </exception>
    public Invitation Revoke(AccountId by, InvitationId id, DateTimeOffset at)
    {
        OwnerOrThrow(by);
        var invitation = InvitationOrThrow(id);
        invitation.Revoke(at);
        return invitation;
    }

    /// <summary>
    /// Admits the holder of an invitation; for a member this is no change and counts no use. Needs
    /// <see cref="Needs.Invitation"/>.
    /// </summary>
    /// <param name="invitedBy">The creator of the invitation.</param>
    /// <exception cref="RefusedException">
    /// <c>invitation.unusable</c> (there is none, it is used up, expired or revoked, its creator is no longer a member, or it
    /// is older than the removal of the person who wants to join) or <c>tablo.archived</c>
    /// </exception>
    public Participant Join(Person person, InvitationId id, Person invitedBy, MessageId noticeId, DateTimeOffset at)
    {
        Guard.Against.Null(person);
        Guard.Against.Null(invitedBy);
        var participant = _participants.Find(p => p.AccountId == person.Id);
        if (participant is { TakesPart: true })
        {
            return participant;
        }

        var invitation = InvitationOrThrow(id);
        var isUsable = invitation.Admits(at) && FindMember(invitation.CreatedBy) is not null;
        if (!isUsable || participant?.RemovedAtSequence > invitation.MadeAtSequence)
        {
            throw new RefusedException("invitation.unusable");
        }

        MustNotBeArchived();
        invitation.Use();
        var (number, name) = (LastNumber, ToldApart(person));
        var (entry, row) = Announce(
            NoticeKind.Joined, LogEntryKind.Admitted, invitedBy, person.Id, name.Value, noticeId, at);
        if (participant is null)
        {
            participant = new Participant(person.Id, name, Role.Member, number, entry.Sequence);
            _participants.Add(participant);
        }
        else
        {
            participant.Readmit(name, number, entry.Sequence);
        }

        _movedReadMarks.Add(new ReadMark(person.Id, row.Number, entry.Sequence));
        Raise(new ParticipantAdmitted(TabloId, Epoch, entry, row));
        return participant;
    }

    private Invitation InvitationOrThrow(InvitationId id) =>
        _invitations.Find(i => i.Id == id) ?? throw new RefusedException("invitation.unusable");
}
