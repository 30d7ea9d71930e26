using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Tablos;

namespace Xtablo.Infrastructure.Tablos;

/// <summary>A link that admits people to a tablo; only the hash of its secret is kept.</summary>
internal sealed class InvitationRow
{
    public required TabloId TabloId { get; init; }

    public required Guid Id { get; init; }

    public required byte[] SecretHash { get; init; }

    public required string Label { get; init; }

    public required AccountId CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Null for any number.</summary>
    public int? MaxUses { get; init; }

    public int Uses { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }
}

internal sealed class TabloTables : IEntityTypeConfiguration<Tablo>, IEntityTypeConfiguration<InvitationRow>
{
    public void Configure(EntityTypeBuilder<Tablo> builder)
    {
        builder.ToTable("tablos").HasKey(t => t.Id);
        builder.Property(t => t.Id).HasColumnName("tablo_id").ValueGeneratedNever();
        builder.Property(t => t.Name);
        builder.Property(t => t.CreatedAt);
    }

    public void Configure(EntityTypeBuilder<InvitationRow> builder)
    {
        builder.ToTable("invitations").HasKey(i => new { i.TabloId, i.Id });
        builder.HasIndex(i => i.SecretHash).IsUnique();
        builder.HasOne<Tablo>().WithMany().HasForeignKey(i => i.TabloId);
    }
}
