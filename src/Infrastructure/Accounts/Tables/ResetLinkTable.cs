using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Xtablo.Domain.Accounts;

namespace Xtablo.Infrastructure.Accounts.Tables;

internal sealed class ResetLinkTable : IEntityTypeConfiguration<ResetLinkRow>
{
    public void Configure(EntityTypeBuilder<ResetLinkRow> builder)
    {
        builder.ToTable("reset_links").HasKey(r => r.Id);
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.HasIndex(r => r.SecretHash).IsUnique();
        builder.HasOne<Account>().WithMany().HasForeignKey(r => r.AccountId);
    }
}

/// <summary>A link through which a person sets a new password, once; only the hash of its secret is stored.</summary>
internal sealed class ResetLinkRow
{
    public required Guid Id { get; init; }

    public required AccountId AccountId { get; init; }

    public required byte[] SecretHash { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>True when the operator made it, false when it was mailed.</summary>
    public bool ByOperator { get; init; }

    public DateTimeOffset? UsedAt { get; set; }
}
