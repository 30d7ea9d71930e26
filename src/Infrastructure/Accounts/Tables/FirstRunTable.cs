using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Xtablo.Domain.Accounts;

namespace Xtablo.Infrastructure.Accounts.Tables;

internal sealed class FirstRunTable : IEntityTypeConfiguration<FirstRunRow>
{
    public void Configure(EntityTypeBuilder<FirstRunRow> builder)
    {
        builder.ToTable("first_run").HasKey(f => f.Id);
        builder.Property(f => f.Id).ValueGeneratedNever();
    }
}

/// <summary>There is one such row once the first account exists: its key is what two set-ups race for.</summary>
internal sealed class FirstRunRow
{
    public int Id { get; init; } = 1;

    public required AccountId AccountId { get; init; }
}
