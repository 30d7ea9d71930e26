using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Xtablo.Domain.Tablos;

namespace Xtablo.Infrastructure.Search.Tables;

internal sealed class SearchedMessageTable : IEntityTypeConfiguration<SearchedMessageRow>
{
    public void Configure(EntityTypeBuilder<SearchedMessageRow> builder) =>
        builder.ToTable("searched_messages").HasKey(m => new { m.TabloId, m.Number });
}

/// <summary>A message that is in the index.</summary>
internal sealed class SearchedMessageRow
{
    public required TabloId TabloId { get; init; }

    public required long Number { get; init; }

    /// <summary>The ids of its terms: by them it is taken out, whatever would be made of its text today.</summary>
    public required byte[] Terms { get; init; }
}
