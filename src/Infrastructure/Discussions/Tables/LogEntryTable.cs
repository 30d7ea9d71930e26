using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Infrastructure.Discussions.Tables;

internal sealed class LogEntryTable : IEntityTypeConfiguration<LogEntry>
{
    public void Configure(EntityTypeBuilder<LogEntry> builder)
    {
        builder.ToTable("log_entries").Property<TabloId>(DiscussionTables.TabloIdOf);
        builder.HasKey(DiscussionTables.TabloIdOf, nameof(LogEntry.Sequence));
        builder.Property(e => e.Sequence).ValueGeneratedNever();
        builder.Ignore(e => e.Removes);
    }
}
