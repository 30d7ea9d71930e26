using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Infrastructure.Later.Tables;

internal sealed class SavedMessageTable : IEntityTypeConfiguration<SavedMessageRow>
{
    public void Configure(EntityTypeBuilder<SavedMessageRow> builder)
    {
        builder.ToTable("saved_messages").HasKey(s => new { s.TabloId, s.AccountId, s.MessageId });
        builder.HasIndex(s => s.AccountId); // every page asks for those of one account, in all tablos
        builder.HasOne<Discussion>().WithMany().HasForeignKey(s => s.TabloId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class SavedMessageRow
{
    public required TabloId TabloId { get; init; }

    public required AccountId AccountId { get; init; }

    public required MessageId MessageId { get; init; }

    public required DateTimeOffset SavedAt { get; init; }

    /// <summary>Null when no reminder was asked for.</summary>
    public DateTimeOffset? RemindAt { get; init; }
}
