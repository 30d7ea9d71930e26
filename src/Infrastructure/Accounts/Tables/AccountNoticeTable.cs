using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Xtablo.Domain.Accounts;

namespace Xtablo.Infrastructure.Accounts.Tables;

internal sealed class AccountNoticeTable : IEntityTypeConfiguration<AccountNoticeRow>
{
    public void Configure(EntityTypeBuilder<AccountNoticeRow> builder)
    {
        builder.ToTable("account_notices").HasKey(notice => notice.Id);
        builder.Property(notice => notice.Id).ValueGeneratedNever();
        builder.Property(notice => notice.Kind).HasConversion<string>();
        builder.HasIndex(notice => new { notice.AccountId, notice.At });
        builder.HasOne<Account>().WithMany().HasForeignKey(notice => notice.AccountId);
    }
}

/// <summary>What happened to an account, for its owner.</summary>
internal sealed class AccountNoticeRow
{
    /// <summary>In the order of time, to tell those of one moment apart.</summary>
    public required Guid Id { get; init; }

    public required AccountId AccountId { get; init; }

    public required AccountNoticeKind Kind { get; init; }

    public required DateTimeOffset At { get; init; }
}
