using Ardalis.GuardClauses;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;

namespace Xtablo.Domain.Discussions;

public sealed partial class Discussion
{
    /// <summary>
    /// Adds a message, or returns the one that this author already posted under this clientId. Needs
    /// <see cref="Needs.PostedAs"/>, and <see cref="Needs.Answer"/> to what it answers.
    /// </summary>
    /// <param name="replyTo">The message that it answers; null for none.</param>
    /// <param name="mayCallMany">Whether the author has said that <c>@all</c> shall call so many.</param>
    /// <param name="hasSeen">
    /// Whether the author has the discussion before them: then it is read up to here. A program of theirs sees nothing for them.
    /// </param>
    /// <exception cref="RefusedException">
    /// <c>discussion.not-a-member</c>, <c>client-id.other-text</c>, <c>tablo.archived</c>, <c>reply.unknown</c>,
    /// <c>reply.too-many</c> or <c>mention.all</c>
    /// </exception>
    public Posting Post(
        Person author, ClientId clientId, MessageBody body, MessageId id, DateTimeOffset at,
        bool hasSeen = true, MessageId? replyTo = null, bool mayCallMany = true)
    {
        Guard.Against.Null(author);
        Guard.Against.Null(body);
        var member = MemberOrThrow(author.Id);
        if (_messages.Find(m => m.IsPostedAs(author.Id, clientId)) is { } earlier)
        {
            return earlier.WasFirst(body, replyTo)
                ? new Posting(earlier.RowIn(TabloId), IsRepeat: true)
                : throw new RefusedException("client-id.other-text");
        }

        MustNotBeArchived();
        AskBeforeCallingMany(body, before: null, mayCallMany);
        var quote = Answer(replyTo);
        var message = Message.Written(
            id, ++LastNumber, ++Head, new Person(author.Id, member.Name), clientId, body, quote, at);
        _messages.Add(message);
        NoteMentions(message, before: null);
        if (hasSeen)
        {
            _movedReadMarks.RemoveAll(mark => mark.AccountId == author.Id);
            _movedReadMarks.Add(new ReadMark(author.Id, message.Number, message.Revision));
        }

        var (entry, row) = (Log(LogEntryKind.Posted, message, author.Id, at), message.RowIn(TabloId));
        Raise(new MessagePosted(TabloId, Epoch, entry, row));
        return new Posting(row, IsRepeat: false);
    }

    /// <summary>
    /// Replaces the text of a message; the same text is no change. Needs <see cref="Needs.Message"/> and
    /// <see cref="Needs.Replies"/>.
    /// </summary>
    /// <param name="revision">The revision that the editor saw; null when they overwrite whatever is there.</param>
    /// <exception cref="RefusedException">
    /// <c>discussion.not-a-member</c>, <c>message.unknown</c>, <c>message.author-only</c>, <c>message.deleted</c>,
    /// <c>message.changed</c> (its text was changed after that revision) or <c>tablo.archived</c>
    /// </exception>
    public MessageRow Edit(
        AccountId by, MessageId id, MessageBody body, long? revision, DateTimeOffset at, bool mayCallMany = true)
    {
        Guard.Against.Null(body);
        MemberOrThrow(by);
        var message = MessageOrThrow(id);
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
            return message.RowIn(TabloId);
        }

        MustNotBeArchived();
        if (message.TextRevision > revision)
        {
            throw new RefusedException("message.changed");
        }

        var before = message.Shown;
        AskBeforeCallingMany(body, before, mayCallMany);
        message.Rewrite(body, ++Head, at);
        NoteMentions(message, before);
        var (entry, row) = (Log(LogEntryKind.Edited, message, by, at), message.RowIn(TabloId));
        Raise(new MessageEdited(TabloId, Epoch, entry, row));
        RequoteRepliesTo(message, by, at);
        return row;
    }

    /// <summary>
    /// Deletes the text of a message for good. Idempotent. Needs <see cref="Needs.Message"/> and <see cref="Needs.Replies"/>.
    /// </summary>
    /// <exception cref="RefusedException">
    /// <c>discussion.not-a-member</c>, <c>message.unknown</c>, <c>message.author-or-owner-only</c> or <c>tablo.archived</c>
    /// </exception>
    public MessageRow Delete(AccountId by, MessageId id, DateTimeOffset at)
    {
        var participant = MemberOrThrow(by);
        var message = MessageOrThrow(id);
        var isTheirs = message.Kind is MessageKind.Message && (message.AuthorId == by || participant.Role is Role.Owner);
        if (!isTheirs)
        {
            throw new RefusedException("message.author-or-owner-only");
        }

        var isRepeat = message.DeletedAt is not null;
        var entry = new LogEntry(message.Revision, LogEntryKind.Deleted, id, by, SubjectId: null, message.DeletedAt ?? at);
        if (message.DeletedAt is null)
        {
            MustNotBeArchived();
            Pins -= message.PinnedAt is null ? 0 : 1;
            var before = message.Shown;
            message.Clear(++Head, at);
            NoteMentions(message, before);
            entry = Log(LogEntryKind.Deleted, message, by, at);
        }

        // Raised again for a repeated deletion: if the answer to the first COMMIT was lost, no stream was told.
        var row = message.RowIn(TabloId);
        Raise(new MessageDeleted(TabloId, Epoch, entry, row));
        RequoteRepliesTo(message, by, at, isRepeat);
        return row;
    }

    private Message MessageOrThrow(MessageId id) =>
        _messages.Find(m => m.Id == id) ?? throw new RefusedException("message.unknown");
}

/// <param name="Message">The row that stands for this author and clientId, as it is now.</param>
/// <param name="IsRepeat">True when it had been posted before.</param>
public sealed record Posting(MessageRow Message, bool IsRepeat);
