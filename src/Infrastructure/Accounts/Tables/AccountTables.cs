using Microsoft.EntityFrameworkCore;
using Xtablo.Domain.Accounts;
using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Accounts.Tables;

/// <summary>The tables of this feature, as properties of a context; Identity has its own for its tables.</summary>
internal static class AccountTables
{
    extension(XtabloDb db)
    {
        public DbSet<Account> Accounts => db.Set<Account>();

        public DbSet<SessionRow> Sessions => db.Set<SessionRow>();

        public DbSet<TokenRow> Tokens => db.Set<TokenRow>();

        public DbSet<ResetLinkRow> ResetLinks => db.Set<ResetLinkRow>();

        public DbSet<AccountNoticeRow> AccountNotices => db.Set<AccountNoticeRow>();

        public DbSet<FirstRunRow> FirstRun => db.Set<FirstRunRow>();
    }
}
