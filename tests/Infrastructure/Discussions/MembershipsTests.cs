using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Xtablo.Application.Operation;
using Xtablo.Domain.Tablos;
using Xtablo.Infrastructure.Discussions;
using Xtablo.Infrastructure.Persistence.Sqlite;
using Xtablo.Infrastructure.Tests.Persistence;

namespace Xtablo.Infrastructure.Tests.Discussions;

public sealed class MembershipsTests(OnSqliteFile xtablo) : IClassFixture<OnSqliteFile>
{
    private readonly Counted _counted = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task However_many_tablos_one_account_asks_for_it_is_one_question()
    {
        var (ada, tablo) = await xtablo.TabloAsync();
        var tablos = Enumerable.Range(0, 50).Select(_ => TabloId.New()).Append(tablo).ToList();

        var theirs = await new DiscussionReader(new Watched(Open)).MembershipsAsync(tablos, ada.Id, Ct);

        Assert.Equal([tablo], theirs.Keys);
        Assert.Equal(1, _counted.Questions);
    }

    private SqliteDb Open() => new(new DbContextOptionsBuilder<SqliteDb>()
        .UseSqlite(xtablo.Get<Settings>().ConnectionString).AddInterceptors(_counted).Options);

    private sealed class Counted : DbCommandInterceptor
    {
        public int Questions { get; private set; }

        public override ValueTask<DbDataReader> ReaderExecutedAsync(
            DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
        {
            Questions++;
            return base.ReaderExecutedAsync(command, eventData, result, cancellationToken);
        }
    }
}
