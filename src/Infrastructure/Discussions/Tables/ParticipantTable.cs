using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Infrastructure.Discussions.Tables;

internal sealed class ParticipantTable : IEntityTypeConfiguration<Participant>
{
    public void Configure(EntityTypeBuilder<Participant> builder)
    {
        builder.ToTable("participants").Property<TabloId>(DiscussionTables.TabloIdOf);
        builder.HasKey(DiscussionTables.TabloIdOf, nameof(Participant.AccountId));
        builder.Property(p => p.AccountId);
        builder.Property(p => p.Name);
        builder.Property(p => p.SinceNumber);
        builder.Property(p => p.AdmittedAtSequence);
        builder.HasIndex(p => p.AccountId);
        builder.HasOne<Account>().WithMany().HasForeignKey(p => p.AccountId);
    }
}
