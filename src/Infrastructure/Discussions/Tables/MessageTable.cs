using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Infrastructure.Discussions.Tables;

internal sealed class MessageTable : IEntityTypeConfiguration<Message>
{
    public void Configure(EntityTypeBuilder<Message> builder)
    {
        builder.ToTable("messages").Property<TabloId>(DiscussionTables.TabloIdOf);
        builder.HasKey(DiscussionTables.TabloIdOf, nameof(Message.Id));
        builder.Property(m => m.Id).ValueGeneratedNever();
        builder.Property(m => m.Number);
        builder.Property(m => m.PostedAt);
        builder.Ignore(m => m.Notice);
        builder.HasIndex(DiscussionTables.TabloIdOf, nameof(Message.Number)).IsUnique();
        builder.HasIndex(DiscussionTables.TabloIdOf, nameof(Message.AuthorId), nameof(Message.ClientId)).IsUnique();
    }
}
