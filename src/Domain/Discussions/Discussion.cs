using Ardalis.GuardClauses;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;
using Xtablo.Domain.Tablos;

namespace Xtablo.Domain.Discussions;

/// <summary>
/// The aggregate of one tablo: its name, its participants, the head of its log, the rules of posting. It is changed only
/// through <see cref="IDiscussions.ChangeAsync"/>. Each method checks everything before it changes anything. Messages,
/// members, invitations and settings have a file each.
/// </summary>
public sealed partial class Discussion : AggregateRoot
{
    private readonly List<Participant> _participants = [];

    // These hold only the messages and invitations that the change needs, and only the new entries and read marks.
    private readonly List<Message> _messages = [];
    private readonly List<Message> _recalled = []; // among them, until they are let go of
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

    public TabloName Name { get; private set; }

    public DateTimeOffset CreatedAt { get; }

    public Epoch Epoch { get; private set; }

    /// <summary>The last sequence of the log; 0 while it is empty.</summary>
    public long Head { get; private set; }

    /// <summary>The last number given to a row; 0 while there is none.</summary>
    public long LastNumber { get; private set; }

    /// <summary>When the tablo became read-only; null while it is writable.</summary>
    public DateTimeOffset? ArchivedAt { get; private set; }

    /// <summary>True when this change deletes it: then nothing of it is stored any more.</summary>
    public bool IsDeleted { get; private set; }

    /// <summary>The read marks that this change moves forward, to be stored with it.</summary>
    public IReadOnlyList<ReadMark> MovedReadMarks => _movedReadMarks;

    /// <summary>How many take, or took, part.</summary>
    public int ParticipantCount => _participants.Count;

    public static Discussion Open(TabloId tabloId, TabloName name, Person owner, DateTimeOffset at)
    {
        var discussion = new Discussion(Guard.Against.Default(tabloId), Guard.Against.Null(name), Epoch.New(), at);
        Guard.Against.Null(owner);
        discussion._participants.Add(new Participant(
            Guard.Against.Default(owner.Id), owner.Name, Role.Owner, sinceNumber: 0, admittedAtSequence: 0));
        return discussion;
    }

    /// <summary>Has messages at hand, as stored, that the next changes answer, until <see cref="TakeAddition"/>.</summary>
    public void Recall(IReadOnlyCollection<Message> messages)
    {
        Guard.Against.Null(messages);
        _recalled.AddRange(messages);
        _messages.AddRange(messages);
    }

    /// <summary>
    /// Returns what posts and answers have added since the last call, and lets go of it: it remains only as stored.
    /// </summary>
    public Addition TakeAddition()
    {
        Message[] added = _recalled.Count == 0 ? [.. _messages] : [.. _messages.Except(_recalled)];
        Message[] answered = [.. _recalled.Where(IsAnswered)];
        var taken = new Addition(
            TabloId, Head, LastNumber, [.. _entries], added, answered, [.. _movedReadMarks], [.. _mentioned]);
        _entries.Clear();
        _messages.Clear();
        _recalled.Clear();
        _movedReadMarks.Clear();
        _mentioned.Clear();
        return taken;

        bool IsAnswered(Message message) => _entries.Exists(entry => entry.MessageId == message.Id)
            || Array.Exists(added, each => each.ReplyTo == message.Id);
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

    /// <summary>Adds the entry of a change; its sequence is the message's new revision.</summary>
    private LogEntry Log(LogEntryKind kind, Message message, AccountId by, DateTimeOffset at, AccountId? subject = null)
    {
        var entry = new LogEntry(message.Revision, kind, message.Id, by, subject, at);
        _entries.Add(entry);
        return entry;
    }

    /// <summary>What someone is called here, among those who take or took part; else by their own name.</summary>
    private string NameHere(Person person) =>
        (_participants.Find(p => p.AccountId == person.Id)?.Name ?? person.Name).Value;

    /// <summary>Adds a notice and its entry.</summary>
    /// <param name="subject">The account it is about; null when it is about the tablo.</param>
    /// <param name="subjectName">The name that the notice gives its subject; null when it names none.</param>
    private (LogEntry Entry, MessageRow Row) Announce(
        NoticeKind notice, LogEntryKind kind, Person actor,
        AccountId? subject, string? subjectName, MessageId id, DateTimeOffset at)
    {
        var message = Message.Noted(id, ++LastNumber, ++Head, new Notice(notice, NameHere(actor), subjectName), subject, at);
        _messages.Add(message);
        return (Log(kind, message, actor.Id, at, subject), message.RowIn(TabloId));
    }
}
