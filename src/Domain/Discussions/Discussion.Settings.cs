using Ardalis.GuardClauses;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;
using Xtablo.Domain.Tablos;

namespace Xtablo.Domain.Discussions;

public sealed partial class Discussion
{
    /// <summary>Renames the tablo; the same name is no change.</summary>
    /// <exception cref="RefusedException"><c>discussion.not-a-member</c> or <c>tablo.owner-only</c></exception>
    public Discussion Rename(Person by, TabloName name, MessageId noticeId, DateTimeOffset at)
    {
        Guard.Against.Null(by);
        Guard.Against.Null(name);
        OwnerOrThrow(by.Id);
        if (name != Name)
        {
            Name = name;
            var (entry, row) = Announce(
                NoticeKind.Renamed, LogEntryKind.Renamed, by, subject: null, name.Value, noticeId, at);
            Raise(new TabloRenamed(TabloId, Epoch, entry, row));
        }

        return this;
    }

    /// <summary>Deletes the tablo with all that was written in it, for good.</summary>
    /// <param name="typed">The name that the owner has typed once more.</param>
    /// <exception cref="RefusedException">
    /// <c>discussion.not-a-member</c>, <c>tablo.owner-only</c> or <c>tablo.other-name</c>
    /// </exception>
    public Discussion Delete(AccountId by, TabloName typed)
    {
        OwnerOrThrow(by);
        if (Guard.Against.Null(typed) != Name)
        {
            throw new RefusedException("tablo.other-name", "Name");
        }

        IsDeleted = true;
        return this;
    }

    /// <summary>Makes the tablo read-only. Idempotent.</summary>
    /// <exception cref="RefusedException"><c>discussion.not-a-member</c> or <c>tablo.owner-only</c></exception>
    public Discussion Archive(Person by, MessageId noticeId, DateTimeOffset at)
    {
        Guard.Against.Null(by);
        OwnerOrThrow(by.Id);
        if (ArchivedAt is null)
        {
            ArchivedAt = at;
            var (entry, row) = Announce(
                NoticeKind.Archived, LogEntryKind.Archived, by, subject: null, subjectName: null, noticeId, at);
            Raise(new TabloArchived(TabloId, Epoch, entry, row));
        }

        return this;
    }

    /// <summary>Makes an archived tablo writable again. Idempotent.</summary>
    /// <exception cref="RefusedException"><c>discussion.not-a-member</c> or <c>tablo.owner-only</c></exception>
    public Discussion Restore(Person by, MessageId noticeId, DateTimeOffset at)
    {
        Guard.Against.Null(by);
        OwnerOrThrow(by.Id);
        if (ArchivedAt is not null)
        {
            ArchivedAt = null;
            var (entry, row) = Announce(
                NoticeKind.Restored, LogEntryKind.Restored, by, subject: null, subjectName: null, noticeId, at);
            Raise(new TabloRestored(TabloId, Epoch, entry, row));
        }

        return this;
    }
}
