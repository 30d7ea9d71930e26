using Ardalis.GuardClauses;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;
using Xtablo.Domain.Tablos;
using Xtablo.Domain.Text;

namespace Xtablo.Domain.Discussions;

/// <summary>
/// The aggregate of one tablo: who takes part, the head of its log, the rules of posting. It is changed through
/// <see cref="IDiscussions.ChangeAsync"/> alone. Each method checks everything before it alters anything.
/// </summary>
public sealed class Discussion : AggregateRoot
{
    private readonly List<Participant> _participants = [];

    // Of the messages and invitations only those that the change needs are here, and of the entries and read marks only the new ones.
    private readonly List<Message> _messages = [];
    private readonly List<Invitation> _invitations = [];
    private readonly List<LogEntry> _entries = [];
    private readonly List<ReadMark> _movedReadMarks = [];

    private Discussion(TabloId tabloId, Epoch epoch)
    {
        TabloId = tabloId;
        Epoch = epoch;
    }

    public TabloId TabloId { get; }

    public Epoch Epoch { get; private set; }

    /// <summary>The last sequence of the log; 0 while it is empty.</summary>
    public long Head { get; private set; }

    /// <summary>The last number given to a row; 0 while there is none.</summary>
    public long LastNumber { get; private set; }

    /// <summary>Since when nothing may be changed; null while it may.</summary>
    public DateTimeOffset? ArchivedAt { get; private set; }

    /// <summary>The marks that this change moves forward, to be stored with it.</summary>
    public IReadOnlyList<ReadMark> MovedReadMarks => _movedReadMarks;

    public static Discussion Open(TabloId tabloId, AccountId owner)
    {
        var discussion = new Discussion(Guard.Against.Default(tabloId), Epoch.New());
        discussion._participants.Add(new Participant(Guard.Against.Default(owner), Role.Owner, sinceNumber: 0, admittedAtSequence: 0));
        return discussion;
    }

    /// <summary>
    /// Adds a message, or finds the one that this author already posted under this clientId. Needs
    /// <see cref="Needs.PostedAs"/>.
    /// </summary>
    /// <exception cref="RefusedException">
    /// <c>discussion.not-a-member</c>, <c>client-id.other-text</c> or <c>tablo.archived</c>
    /// </exception>
    public Posting Post(Person author, ClientId clientId, MessageBody body, MessageId id, DateTimeOffset at)
    {
        Guard.Against.Null(author);
        Guard.Against.Null(body);
        MemberOrThrow(author.Id);
        if (_messages.Find(m => m.IsPostedAs(author.Id, clientId)) is { } earlier)
        {
            return earlier.WasFirst(body)
                ? new Posting(earlier.Id, IsRepeat: true)
                : throw new RefusedException("client-id.other-text");
        }

        MustNotBeArchived();
        var message = Message.Written(id, ++LastNumber, ++Head, author, clientId, body, at);
        _messages.Add(message);
        Log(LogEntryKind.Posted, message, author.Id, at);
        _movedReadMarks.Add(new ReadMark(author.Id, message.Number));
        Raise(new MessagePosted(TabloId, Epoch, message.State()));
        return new Posting(id, IsRepeat: false);
    }

    /// <summary>
    /// Gives a message another text; the text that it has is no change. Needs <see cref="Needs.Message"/>.
    /// </summary>
    /// <param name="revision">The revision that the editor saw; null when they overwrite whatever is there.</param>
    /// <exception cref="RefusedException">
    /// <c>discussion.not-a-member</c>, <c>message.unknown</c>, <c>message.author-only</c>, <c>message.deleted</c>,
    /// <c>message.changed</c> (its text was changed after that revision) or <c>tablo.archived</c>
    /// </exception>
    public Message Edit(AccountId by, MessageId id, MessageBody body, long? revision, DateTimeOffset at)
    {
        Guard.Against.Null(body);
        MemberOrThrow(by);
        var message = MessageWith(id);
        if (message.AuthorId != by)
        {
            throw new RefusedException("message.author-only");
        }

        if (message.DeletedAt is not null)
        {
            throw new RefusedException("message.deleted");
        }

        if (message.Says(body))
        {
            return message;
        }

        MustNotBeArchived();
        if (message.TextRevision > revision)
        {
            throw new RefusedException("message.changed");
        }

        message.Rewrite(body, ++Head, at);
        Log(LogEntryKind.Edited, message, by, at);
        Raise(new MessageEdited(TabloId, Epoch, message.State()));
        return message;
    }

    /// <summary>Takes the text of a message away for good; again is no entry. Needs <see cref="Needs.Message"/>.</summary>
    /// <exception cref="RefusedException">
    /// <c>discussion.not-a-member</c>, <c>message.unknown</c>, <c>message.author-or-owner-only</c> or <c>tablo.archived</c>
    /// </exception>
    public Message Delete(AccountId by, MessageId id, DateTimeOffset at)
    {
        var participant = MemberOrThrow(by);
        var message = MessageWith(id);
        var isTheirs = message.Kind is MessageKind.Message && (message.AuthorId == by || participant.Role is Role.Owner);
        if (!isTheirs)
        {
            throw new RefusedException("message.author-or-owner-only");
        }

        if (message.DeletedAt is null)
        {
            MustNotBeArchived();
            message.Clear(++Head, at);
            Log(LogEntryKind.Deleted, message, by, at);
        }

        // Told again when it is asked again: if the answer to the first COMMIT was lost, nobody has been told.
        Raise(new MessageDeleted(TabloId, Epoch, message.State()));
        return message;
    }

    /// <summary>Makes a link by which people may join.</summary>
    /// <exception cref="RefusedException"><c>discussion.not-a-member</c>, <c>tablo.owner-only</c> or <c>tablo.archived</c></exception>
    public Invitation Invite(AccountId by, InvitationId id, Secret secret, InvitationTerms terms, DateTimeOffset at)
    {
        Guard.Against.Null(secret);
        Guard.Against.Null(terms);
        MemberOrThrow(by).MustOwnTheTablo();
        MustNotBeArchived();
        var invitation = Invitation.Made(id, secret.Hash(), terms, by, at, Head);
        _invitations.Add(invitation);
        return invitation;
    }

    /// <summary>Has an invitation admit nobody any more; again is no change. Needs <see cref="Needs.Invitation"/>.</summary>
    /// <exception cref="RefusedException"><c>discussion.not-a-member</c>, <c>tablo.owner-only</c> or <c>invitation.unusable</c>: there is none</exception>
    public Invitation Revoke(AccountId by, InvitationId id, DateTimeOffset at)
    {
        MemberOrThrow(by).MustOwnTheTablo();
        var invitation = InvitationWith(id);
        invitation.Revoke(at);
        return invitation;
    }

    /// <summary>
    /// Admits who holds an invitation; who takes part already uses nothing up. Needs <see cref="Needs.Invitation"/>.
    /// </summary>
    /// <param name="invitedBy">Who made the invitation.</param>
    /// <exception cref="RefusedException">
    /// <c>invitation.unusable</c> (there is none, it is used up, expired or revoked, who made it takes part no more, or it is
    /// older than the removal of who wants to join) or <c>tablo.archived</c>
    /// </exception>
    public Participant Join(Person who, InvitationId id, Person invitedBy, MessageId noticeId, DateTimeOffset at)
    {
        Guard.Against.Null(who);
        Guard.Against.Null(invitedBy);
        var participant = _participants.Find(p => p.AccountId == who.Id);
        if (participant is { TakesPart: true })
        {
            return participant;
        }

        var invitation = InvitationWith(id);
        var inviterTakesPart = _participants.Exists(p => p.AccountId == invitation.CreatedBy && p.TakesPart);
        if (!invitation.Admits(at) || !inviterTakesPart || participant?.RemovedAtSequence > invitation.MadeAtSequence)
        {
            throw new RefusedException("invitation.unusable");
        }

        MustNotBeArchived();
        invitation.Use();
        var number = LastNumber;
        var notice = Note(NoticeKind.Joined, LogEntryKind.Admitted, invitedBy, who, noticeId, at);
        if (participant is null)
        {
            participant = new Participant(who.Id, Role.Member, number, notice.Revision);
            _participants.Add(participant);
        }
        else
        {
            participant.Readmit(number, notice.Revision);
        }

        _movedReadMarks.Add(new ReadMark(who.Id, notice.Number));
        Raise(new ParticipantAdmitted(TabloId, Epoch, who.Id, notice.State()));
        return participant;
    }

    /// <summary>Takes a member out, from the next entry on; again is no change.</summary>
    /// <exception cref="RefusedException">
    /// <c>discussion.not-a-member</c>, <c>tablo.owner-only</c>, <c>member.unknown</c> or <c>tablo.owner-may-not-leave</c>
    /// </exception>
    public Participant Remove(Person by, Person member, MessageId noticeId, DateTimeOffset at)
    {
        Guard.Against.Null(by);
        Guard.Against.Null(member);
        MemberOrThrow(by.Id).MustOwnTheTablo();
        var participant = _participants.Find(p => p.AccountId == member.Id) ?? throw new RefusedException("member.unknown");
        if (participant.TakesPart)
        {
            TakeOut(participant, NoticeKind.Removed, by, member, noticeId, at);
        }

        return participant;
    }

    /// <summary>Takes out who asks for it. An owner hands the tablo over first.</summary>
    /// <exception cref="RefusedException"><c>discussion.not-a-member</c> or <c>tablo.owner-may-not-leave</c></exception>
    public Participant Leave(Person who, MessageId noticeId, DateTimeOffset at)
    {
        Guard.Against.Null(who);
        var participant = MemberOrThrow(who.Id);
        TakeOut(participant, NoticeKind.Left, who, who, noticeId, at);
        return participant;
    }

    /// <summary>Makes another member the owner; to oneself is no change.</summary>
    /// <exception cref="RefusedException"><c>discussion.not-a-member</c>, <c>tablo.owner-only</c> or <c>member.unknown</c></exception>
    public Participant HandOver(Person by, Person member, MessageId noticeId, DateTimeOffset at)
    {
        Guard.Against.Null(by);
        Guard.Against.Null(member);
        var owner = MemberOrThrow(by.Id);
        owner.MustOwnTheTablo();
        var next = _participants.Find(p => p.AccountId == member.Id && p.TakesPart) ?? throw new RefusedException("member.unknown");
        if (next != owner)
        {
            owner.HandOverTo(next);
            var notice = Note(NoticeKind.HandedOver, LogEntryKind.HandedOver, by, member, noticeId, at);
            Raise(new TabloHandedOver(TabloId, Epoch, notice.State()));
        }

        return next;
    }

    /// <summary>Makes the tablo read-only; again is no change.</summary>
    /// <exception cref="RefusedException"><c>discussion.not-a-member</c> or <c>tablo.owner-only</c></exception>
    public void Archive(AccountId by, DateTimeOffset at)
    {
        MemberOrThrow(by).MustOwnTheTablo();
        ArchivedAt ??= at;
    }

    /// <inheritdoc cref="Archive"/>
    public void Restore(AccountId by)
    {
        MemberOrThrow(by).MustOwnTheTablo();
        ArchivedAt = null;
    }

    private Participant MemberOrThrow(AccountId account) =>
        _participants.Find(p => p.AccountId == account && p.TakesPart)
            ?? throw new RefusedException("discussion.not-a-member");

    private void TakeOut(Participant participant, NoticeKind kind, Person by, Person member, MessageId noticeId, DateTimeOffset at)
    {
        if (participant.Role is Role.Owner)
        {
            throw new RefusedException("tablo.owner-may-not-leave");
        }

        var notice = Note(kind, LogEntryKind.Removed, by, member, noticeId, at);
        participant.Remove(notice.Revision);
        Raise(new ParticipantRemoved(TabloId, Epoch, member.Id, notice.State()));
    }

    private Message Note(NoticeKind kind, LogEntryKind entry, Person actor, Person subject, MessageId id, DateTimeOffset at)
    {
        var notice = Message.Noted(id, ++LastNumber, ++Head, kind, actor, subject, at);
        _messages.Add(notice);
        _entries.Add(new LogEntry(Head, entry, id, actor.Id, at) { SubjectId = subject.Id });
        return notice;
    }

    private Invitation InvitationWith(InvitationId id) => _invitations.Find(i => i.Id == id) ?? throw new RefusedException("invitation.unusable");

    private Message MessageWith(MessageId id) => _messages.Find(m => m.Id == id) ?? throw new RefusedException("message.unknown");

    private void Log(LogEntryKind kind, Message message, AccountId by, DateTimeOffset at) =>
        _entries.Add(new LogEntry(Head, kind, message.Id, by, at));

    private void MustNotBeArchived()
    {
        if (ArchivedAt is not null)
        {
            throw new RefusedException("tablo.archived");
        }
    }
}

/// <param name="MessageId">The message that stands for this author and clientId.</param>
/// <param name="IsRepeat">True when it had been posted before.</param>
public sealed record Posting(MessageId MessageId, bool IsRepeat);
