using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Xtablo.Domain.Tablos;

namespace Xtablo.Infrastructure.Search.Tables;

internal sealed class SearchTermTable : IEntityTypeConfiguration<SearchTermRow>
{
    public void Configure(EntityTypeBuilder<SearchTermRow> builder)
    {
        builder.ToTable("search_terms").HasKey(t => new { t.TabloId, t.Id });
        builder.HasIndex(t => new { t.TabloId, t.Term }).IsUnique();
    }
}

/// <summary>A word, or a sign of a script without spaces, that some message of the tablo has.</summary>
internal sealed class SearchTermRow
{
    public required TabloId TabloId { get; init; }

    public required long Id { get; init; }

    /// <summary>Also <see cref="IndexedTerms.OfAuthor"/> and <see cref="IndexedTerms.Link"/>.</summary>
    public required string Term { get; init; }
}
