using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Xtablo.Domain.Tablos;

namespace Xtablo.Infrastructure.Search.Tables;

internal sealed class SearchStateTable : IEntityTypeConfiguration<SearchStateRow>
{
    public void Configure(EntityTypeBuilder<SearchStateRow> builder) => builder.ToTable("search_states").HasKey(s => s.TabloId);
}

/// <summary>How far the index of a tablo is. Who changes the index has locked this row.</summary>
internal sealed class SearchStateRow
{
    /// <summary>Of an index that is being emptied.</summary>
    public const int Emptying = 0;

    public required TabloId TabloId { get; init; }

    /// <summary>Of what is made of a text. One that is not this program's is of no use to it.</summary>
    public required int Version { get; set; }

    /// <summary>The last entry of the log that was read.</summary>
    public required long Sequence { get; set; }

    /// <summary>The number up to which all is in it, down to <see cref="Below"/>.</summary>
    public required long Reached { get; set; }

    /// <summary>What is below this number is still to be read, the newest first; 1 when nothing is.</summary>
    public required long Below { get; set; }

    /// <summary>The last id that was given to a term.</summary>
    public long LastTerm { get; set; }
}
