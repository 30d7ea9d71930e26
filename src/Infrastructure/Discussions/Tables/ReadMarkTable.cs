using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Tablos;

namespace Xtablo.Infrastructure.Discussions.Tables;

internal sealed class ReadMarkTable : IEntityTypeConfiguration<ReadMarkRow>
{
    public void Configure(EntityTypeBuilder<ReadMarkRow> builder)
    {
        builder.ToTable("read_marks").HasKey(r => new { r.TabloId, r.AccountId });
        builder.Property(r => r.Generation).HasDefaultValue(0L); // what moves it forward does not name it
    }
}

internal sealed class ReadMarkRow
{
    public required TabloId TabloId { get; init; }

    public required AccountId AccountId { get; init; }

    public required long Number { get; set; }

    /// <summary>Where the log ended when it was last moved.</summary>
    public long Sequence { get; set; }

    /// <summary>How often it was set back on purpose.</summary>
    public long Generation { get; set; }
}
