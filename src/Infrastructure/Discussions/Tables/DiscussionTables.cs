using Microsoft.EntityFrameworkCore;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;
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

        public DbSet<MentionRow> Mentions => db.Set<MentionRow>();

        public DbSet<DraftRow> Drafts => db.Set<DraftRow>();

        /// <summary>Deletes the rows of a discussion from every table, in a transaction of the caller.</summary>
        public async Task DeleteDiscussionAsync(TabloId tablo)
        {
            await db.Drafts.Where(d => d.TabloId == tablo).ExecuteDeleteAsync();
            await db.ReadMarks.Where(r => r.TabloId == tablo).ExecuteDeleteAsync();
            await db.Mentions.Where(m => m.TabloId == tablo).ExecuteDeleteAsync();
            await db.LogEntries.Where(e => EF.Property<TabloId>(e, TabloIdOf) == tablo).ExecuteDeleteAsync();
            await db.Messages.Where(m => EF.Property<TabloId>(m, TabloIdOf) == tablo).ExecuteDeleteAsync();
            await db.Invitations.Where(i => EF.Property<TabloId>(i, TabloIdOf) == tablo).ExecuteDeleteAsync();
            await db.Participants.Where(p => EF.Property<TabloId>(p, TabloIdOf) == tablo).ExecuteDeleteAsync();
            await db.Discussions.Where(d => d.TabloId == tablo).ExecuteDeleteAsync();
        }
    }
}
