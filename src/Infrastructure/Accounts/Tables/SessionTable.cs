using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Xtablo.Domain.Accounts;

namespace Xtablo.Infrastructure.Accounts.Tables;

internal sealed class SessionTable : IEntityTypeConfiguration<SessionRow>
{
    public void Configure(EntityTypeBuilder<SessionRow> builder)
    {
        builder.ToTable("sessions").HasKey(s => s.Id);
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.HasIndex(s => s.EndedAt); // queried each second for what has just ended
        builder.HasOne<Account>().WithMany().HasForeignKey(s => s.AccountId);
    }
}

/// <summary>One signed-in browser.</summary>
internal sealed class SessionRow
{
    public const int MaxDeviceLength = 200;

    public required SessionId Id { get; init; }

    public required AccountId AccountId { get; init; }

    public required string Device { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>To the minute; a session unused for 30 days has ended.</summary>
    public required DateTimeOffset LastUsedAt { get; set; }

    /// <summary>When its owner last typed their password in it; null when they have not since it began.</summary>
    public DateTimeOffset? ConfirmedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }
}
