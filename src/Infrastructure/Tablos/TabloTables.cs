using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Xtablo.Domain.Tablos;

namespace Xtablo.Infrastructure.Tablos;

internal sealed class TabloTables : IEntityTypeConfiguration<Tablo>
{
    public void Configure(EntityTypeBuilder<Tablo> builder)
    {
        builder.ToTable("tablos").HasKey(t => t.Id);
        builder.Property(t => t.Id).HasColumnName("tablo_id").ValueGeneratedNever();
        builder.Property(t => t.Name);
        builder.Property(t => t.CreatedAt);
    }
}
