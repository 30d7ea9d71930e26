using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Xtablo.Domain.Discussions;
using Xtablo.Infrastructure.Persistence;
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
        builder.Ignore(m => m.Shown);
        builder.Property<string?>("_html").HasColumnName("html");
        builder.Property<int>("_htmlVersion").HasColumnName("html_version");
        builder.Property<IReadOnlyList<Mention>>("_mentions").HasColumnName("mentions").HasDefaultValueSql("''")
            .HasConversion<JsonColumns.OfMentions, JsonColumns.ByReference<IReadOnlyList<Mention>>>();
        builder.Property<bool>("_mentionsAll").HasColumnName("mentions_all");
        builder.Property(m => m.Quote).HasConversion<JsonColumns.OfQuote>();
        builder.Property(m => m.Reactions).HasDefaultValueSql("''")
            .HasConversion<JsonColumns.OfReactions, JsonColumns.ByReference<IReadOnlyList<Reaction>>>();
        builder.Property(m => m.Replies).HasDefaultValue(0);
        builder.HasIndex(DiscussionTables.TabloIdOf, nameof(Message.ReplyTo)).HasFilter("reply_to IS NOT NULL");
        builder.HasIndex(DiscussionTables.TabloIdOf, nameof(Message.PinnedAt)).HasFilter("pinned_at IS NOT NULL");
        builder.HasIndex(DiscussionTables.TabloIdOf, nameof(Message.Number)).IsUnique();
        builder.HasIndex(DiscussionTables.TabloIdOf, nameof(Message.AuthorId), nameof(Message.ClientId)).IsUnique();
    }
}
