using Microsoft.EntityFrameworkCore;
using Xtablo.Domain.Discussions;
using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Discussions.Tables;

/// <summary>The tables of this feature, as properties of a context.</summary>
internal static class DiscussionTables
{
    /// <summary>The first column of every key here: the parts of a discussion do not carry it, their rows do.</summary>
    public const string TabloIdOf = nameof(Discussion.TabloId);

    extension(XtabloDb db)
    {
        public DbSet<Discussion> Discussions => db.Set<Discussion>();

        public DbSet<Participant> Participants => db.Set<Participant>();

        public DbSet<Invitation> Invitations => db.Set<Invitation>();

        public DbSet<Message> Messages => db.Set<Message>();

        public DbSet<LogEntry> LogEntries => db.Set<LogEntry>();

        public DbSet<ReadMarkRow> ReadMarks => db.Set<ReadMarkRow>();

        public DbSet<DraftRow> Drafts => db.Set<DraftRow>();
    }
}
