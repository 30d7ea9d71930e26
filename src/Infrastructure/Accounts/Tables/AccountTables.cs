using Microsoft.EntityFrameworkCore;
using Xtablo.Domain.Accounts;
using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Accounts.Tables;

/// <summary>The tables of this feature, as a context has them; those of Identity are its own.</summary>
internal static class AccountTables
{
    extension(XtabloDb db)
    {
        public DbSet<Account> Accounts => db.Set<Account>();

        public DbSet<SessionRow> Sessions => db.Set<SessionRow>();

        public DbSet<TokenRow> Tokens => db.Set<TokenRow>();

        public DbSet<ResetLinkRow> ResetLinks => db.Set<ResetLinkRow>();

        public DbSet<FirstRunRow> FirstRun => db.Set<FirstRunRow>();
    }
}
