using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Xtablo.Domain.Tablos;

namespace Xtablo.Infrastructure.Search.Tables;

internal sealed class SearchPostingTable : IEntityTypeConfiguration<SearchPostingRow>
{
    public void Configure(EntityTypeBuilder<SearchPostingRow> builder) =>
        builder.ToTable("search_postings").HasKey(p => new { p.TabloId, p.TermId, p.Number });
}

/// <summary>A message that has a term.</summary>
internal sealed class SearchPostingRow
{
    public required TabloId TabloId { get; init; }

    public required long TermId { get; init; }

    public required long Number { get; init; }
}
