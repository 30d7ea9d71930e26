using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Tablos;

namespace Xtablo.Infrastructure.Discussions.Tables;

internal sealed class ReadMarkTable : IEntityTypeConfiguration<ReadMarkRow>
{
    public void Configure(EntityTypeBuilder<ReadMarkRow> builder) =>
        builder.ToTable("read_marks").HasKey(r => new { r.TabloId, r.AccountId });
}

internal sealed class ReadMarkRow
{
    public required TabloId TabloId { get; init; }

    public required AccountId AccountId { get; init; }

    public required long Number { get; set; }
}
