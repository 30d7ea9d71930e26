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

/// <summary>The one row that exists once there is a first account: two set-ups race for its key.</summary>
internal sealed class FirstRunRow
{
    public int Id { get; init; } = 1;

    public required AccountId AccountId { get; init; }
}
