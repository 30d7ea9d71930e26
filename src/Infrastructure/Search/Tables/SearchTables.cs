using Microsoft.EntityFrameworkCore;
using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Search.Tables;

/// <summary>The tables of this feature, as properties of a context.</summary>
internal static class SearchTables
{
    extension(XtabloDb db)
    {
        public DbSet<SearchStateRow> SearchStates => db.Set<SearchStateRow>();

        public DbSet<SearchTermRow> SearchTerms => db.Set<SearchTermRow>();

        public DbSet<SearchEndingRow> SearchEndings => db.Set<SearchEndingRow>();

        public DbSet<SearchPostingRow> SearchPostings => db.Set<SearchPostingRow>();

        public DbSet<SearchedMessageRow> SearchedMessages => db.Set<SearchedMessageRow>();
    }
}
