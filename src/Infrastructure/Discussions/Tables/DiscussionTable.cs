using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Xtablo.Domain.Discussions;

namespace Xtablo.Infrastructure.Discussions.Tables;

internal sealed class DiscussionTable : IEntityTypeConfiguration<Discussion>
{
    public void Configure(EntityTypeBuilder<Discussion> builder)
    {
        builder.ToTable("discussions").HasKey(d => d.TabloId);
        builder.Property(d => d.TabloId).ValueGeneratedNever();
        builder.Property(d => d.Name);
        builder.Property(d => d.Epoch);
        builder.Property(d => d.CreatedAt);
        builder.Ignore(d => d.MovedReadMarks);
        builder.Ignore(d => d.Mentioned);
        builder.Ignore(d => d.IsDeleted);
        builder.HasMany<Participant>("_participants").WithOne().HasForeignKey(DiscussionTables.TabloIdOf);
        builder.HasMany<Invitation>("_invitations").WithOne().HasForeignKey(DiscussionTables.TabloIdOf);
        builder.HasMany<Message>("_messages").WithOne().HasForeignKey(DiscussionTables.TabloIdOf);
        builder.HasMany<LogEntry>("_entries").WithOne().HasForeignKey(DiscussionTables.TabloIdOf);
    }
}
