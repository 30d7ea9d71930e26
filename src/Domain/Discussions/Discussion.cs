using Ardalis.GuardClauses;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;
using Xtablo.Domain.Tablos;

namespace Xtablo.Domain.Discussions;

/// <summary>
/// The aggregate of one tablo: its name, who takes part, the head of its log, the rules of posting. It is changed through
/// <see cref="IDiscussions.ChangeAsync"/> alone. Each method checks everything before it alters anything. Its parts:
/// messages, members, invitations and settings, a file each.
/// </summary>
public sealed partial class Discussion : AggregateRoot
{
    private readonly List<Participant> _participants = [];

    // Of the messages and invitations only those that the change needs are here, and of the entries and read marks only the new ones.
    private readonly List<Message> _messages = [];
    private readonly List<Invitation> _invitations = [];
    private readonly List<LogEntry> _entries = [];
    private readonly List<ReadMark> _movedReadMarks = [];

    private Discussion(TabloId tabloId, TabloName name, Epoch epoch, DateTimeOffset createdAt)
    {
        TabloId = tabloId;
        Name = name;
        Epoch = epoch;
        CreatedAt = createdAt;
    }

    public TabloId TabloId { get; }

    /// <summary>What the tablo is called.</summary>
    public TabloName Name { get; private set; }

    public DateTimeOffset CreatedAt { get; }

    public Epoch Epoch { get; private set; }

    /// <summary>The last sequence of the log; 0 while it is empty.</summary>
    public long Head { get; private set; }

    /// <summary>The last number given to a row; 0 while there is none.</summary>
    public long LastNumber { get; private set; }

    /// <summary>Since when nothing may be changed; null while it may.</summary>
    public DateTimeOffset? ArchivedAt { get; private set; }

    /// <summary>The marks that this change moves forward, to be stored with it.</summary>
    public IReadOnlyList<ReadMark> MovedReadMarks => _movedReadMarks;

    public static Discussion Open(TabloId tabloId, TabloName name, AccountId owner, DateTimeOffset at)
    {
        var discussion = new Discussion(Guard.Against.Default(tabloId), Guard.Against.Null(name), Epoch.New(), at);
        discussion._participants.Add(new Participant(Guard.Against.Default(owner), Role.Owner, sinceNumber: 0, admittedAtSequence: 0));
        return discussion;
    }

    /// <exception cref="RefusedException"><c>discussion.not-a-member</c></exception>
    private Participant MemberOrThrow(AccountId account) =>
        FindMember(account) ?? throw new RefusedException("discussion.not-a-member");

    private Participant? FindMember(AccountId account) => _participants.Find(p => p.AccountId == account && p.TakesPart);

    /// <exception cref="RefusedException"><c>discussion.not-a-member</c> or <c>tablo.owner-only</c></exception>
    private Participant OwnerOrThrow(AccountId account) =>
        MemberOrThrow(account) is { Role: Role.Owner } owner ? owner : throw new RefusedException("tablo.owner-only");

    private void MustNotBeArchived()
    {
        if (ArchivedAt is not null)
        {
            throw new RefusedException("tablo.archived");
        }
    }

    /// <summary>Adds the entry of a change whose sequence the message has just been given.</summary>
    private LogEntry Log(LogEntryKind kind, Message message, AccountId by, DateTimeOffset at, AccountId? subject = null)
    {
        var entry = new LogEntry(message.Revision, kind, message.Id, by, subject, at);
        _entries.Add(entry);
        return entry;
    }

    /// <summary>Adds a notice and its entry.</summary>
    /// <param name="subject">Whom it is about; null when it is about the tablo.</param>
    /// <param name="subjectName">By which name the notice calls its subject; null when it names none.</param>
    private (LogEntry Entry, MessageRow Row) Announce(
        NoticeKind notice, LogEntryKind kind, Person actor, AccountId? subject, string? subjectName, MessageId id, DateTimeOffset at)
    {
        var message = Message.Noted(id, ++LastNumber, ++Head, new Notice(notice, actor.Name.Value, subjectName), subject, at);
        _messages.Add(message);
        return (Log(kind, message, actor.Id, at, subject), message.RowIn(TabloId));
    }
}
