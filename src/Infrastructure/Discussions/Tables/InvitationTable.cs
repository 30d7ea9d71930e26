using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Infrastructure.Discussions.Tables;

internal sealed class InvitationTable : IEntityTypeConfiguration<Invitation>
{
    public void Configure(EntityTypeBuilder<Invitation> builder)
    {
        builder.ToTable("invitations").Property<TabloId>(DiscussionTables.TabloIdOf);
        builder.HasKey(DiscussionTables.TabloIdOf, nameof(Invitation.Id));
        builder.Property(i => i.Id).ValueGeneratedNever();
        builder.Property(i => i.SecretHash);
        builder.Property(i => i.CreatedBy);
        builder.Property(i => i.CreatedAt);
        builder.Property(i => i.MadeAtSequence);
        builder.HasIndex(i => i.SecretHash).IsUnique();
    }
}
