using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Xtablo.Domain.Tablos;

namespace Xtablo.Infrastructure.Search.Tables;

internal sealed class SearchEndingTable : IEntityTypeConfiguration<SearchEndingRow>
{
    public void Configure(EntityTypeBuilder<SearchEndingRow> builder) =>
        builder.ToTable("search_endings").HasKey(e => new { e.TabloId, e.Ending, e.TermId });
}

/// <summary>What a word is from one of its letters on: the inside of a word is the beginning of one of these.</summary>
internal sealed class SearchEndingRow
{
    public required TabloId TabloId { get; init; }

    public required string Ending { get; init; }

    public required long TermId { get; init; }
}

[SuppressMessage("Globalization", "CA1309", Justification = "The databases compare, both by bytes.")]
internal static class Endings
{
    /// <summary>A range of the key, which no pattern would be.</summary>
    public static IQueryable<SearchEndingRow> BeginningWith(this IQueryable<SearchEndingRow> endings, string piece)
    {
        var end = piece + "\U0010FFFF"; // after whatever else begins like it
        return endings.Where(e => string.Compare(e.Ending, piece) >= 0 && string.Compare(e.Ending, end) < 0);
    }

    public static IQueryable<SearchEndingRow> UpTo(this IQueryable<SearchEndingRow> endings, string last) =>
        endings.Where(e => string.Compare(e.Ending, last) <= 0);
}
