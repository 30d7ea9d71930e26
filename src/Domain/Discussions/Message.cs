using Xtablo.Domain.Accounts;
using Xtablo.Domain.Tablos;

namespace Xtablo.Domain.Discussions;

public enum MessageKind
{
    Message,
    Notice,
}

/// <summary>A row of the discussion: a message that a member wrote, or a notice that the system wrote.</summary>
public sealed partial class Message
{
    private Message(MessageId id, long number, long revision, DateTimeOffset postedAt)
    {
        Id = id;
        Number = number;
        Revision = revision;
        TextRevision = revision;
        PostedAt = postedAt;
    }

    public MessageId Id { get; }

    /// <summary>Its position: 1, 2, 3 …, never reused.</summary>
    public long Number { get; }

    /// <summary>The sequence of its last change of any kind.</summary>
    public long Revision { get; private set; }

    /// <summary>The sequence of the last change of its text.</summary>
    public long TextRevision { get; private set; }

    public MessageKind Kind { get; private init; }

    /// <summary>Null for a notice, as is everything else about an author.</summary>
    public AccountId? AuthorId { get; private init; }

    public string? AuthorName { get; private init; }

    /// <summary>The account that a notice is about; null for a message and for a notice about the tablo.</summary>
    public AccountId? SubjectId { get; private init; }

    /// <summary>What a notice reports; null for a message.</summary>
    public NoticeKind? NoticeKind { get; private init; }

    /// <inheritdoc cref="Notice.ActorName"/>
    public string? ActorName { get; private init; }

    /// <inheritdoc cref="Notice.SubjectName"/>
    public string? SubjectName { get; private init; }

    /// <summary>Null for a message.</summary>
    public Notice? Notice => NoticeKind is { } kind ? new(kind, ActorName ?? "", SubjectName) : null;

    public ClientId? ClientId { get; private init; }

    /// <summary><see cref="MessageBody.Hash"/> of the text as first posted; kept when the text is edited or deleted.</summary>
    public byte[]? PostedHash { get; private init; }

    /// <summary>Null for a notice and for a deleted message.</summary>
    public string? Body { get; private set; }

    public DateTimeOffset PostedAt { get; }

    public DateTimeOffset? EditedAt { get; private set; }

    public DateTimeOffset? DeletedAt { get; private set; }

    internal static Message Written(
        MessageId id, long number, long revision, Person author, ClientId clientId, MessageBody body, Quote? quote,
        DateTimeOffset at) =>
        new(id, number, revision, at)
        {
            Kind = MessageKind.Message,
            AuthorId = author.Id,
            AuthorName = author.Name.Value,
            ClientId = clientId,
            PostedHash = body.Hash(quote?.Of),
            Body = body.Text,
            Shown = body.Shown,
            Quote = quote,
            ReplyTo = quote?.Of,
        };

    /// <param name="subject">The account that the notice is about; null when it is about the tablo.</param>
    internal static Message Noted(
        MessageId id, long number, long revision, Notice notice, AccountId? subject, DateTimeOffset at) =>
        new(id, number, revision, at)
        {
            Kind = MessageKind.Notice,
            SubjectId = subject,
            NoticeKind = notice.Kind,
            ActorName = notice.ActorName,
            SubjectName = notice.SubjectName,
        };

    internal bool Says(MessageBody body) => string.Equals(Body, body.Text, StringComparison.Ordinal);

    internal void Rewrite(MessageBody body, long revision, DateTimeOffset at)
    {
        (Body, Shown) = (body.Text, body.Shown);
        Revision = TextRevision = revision;
        EditedAt = at;
    }

    /// <summary>Erases all but that there was a message.</summary>
    internal void Clear(long revision, DateTimeOffset at)
    {
        (Body, Shown, Quote, Reactions, PinnedAt) = (null, null, null, [], null);
        Revision = TextRevision = revision;
        DeletedAt = at;
    }

    /// <summary>The row as everyone sees it now.</summary>
    /// <param name="tabloId">Its tablo, which a message does not carry.</param>
    public MessageRow RowIn(TabloId tabloId) =>
        new(tabloId, Id, Number, Revision, Notice, AuthorId, AuthorName, ClientId, Body, PostedAt, EditedAt, DeletedAt)
        {
            Shown = Shown,
            ReplyTo = Quote,
            Reactions = Reactions,
            IsPinned = PinnedAt is not null,
            TextRevision = TextRevision,
        };

    internal bool IsPostedAs(AccountId author, ClientId clientId) => AuthorId == author && ClientId == clientId;

    internal bool WasFirst(MessageBody body, MessageId? replyTo) => body.HasHash(PostedHash, replyTo);
}
