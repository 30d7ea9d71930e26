using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Xtablo.Domain.Accounts;

namespace Xtablo.Infrastructure.Accounts.Tables;

internal sealed class TokenTable : IEntityTypeConfiguration<TokenRow>
{
    public void Configure(EntityTypeBuilder<TokenRow> builder)
    {
        builder.ToTable("tokens").HasKey(t => t.Id);
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.HasIndex(t => t.Hash).IsUnique();
        builder.HasIndex(t => t.RevokedAt);
        builder.HasOne<Account>().WithMany().HasForeignKey(t => t.AccountId);
    }
}

/// <summary>A bearer token of the API; only its hash is stored.</summary>
internal sealed class TokenRow
{
    public required Guid Id { get; init; }

    public required AccountId AccountId { get; init; }

    public required byte[] Hash { get; init; }

    public required string Label { get; init; }

    /// <summary>The tablos it gives access to, as a JSON array of ids; null for all of its account's.</summary>
    public string? Scope { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public DateTimeOffset? LastUsedAt { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }
}
