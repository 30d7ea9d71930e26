using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Xtablo.Application.Common;
using Xtablo.Application.Discussions;
using Xtablo.Application.Operation;
using Xtablo.Domain.Discussions;
using Xtablo.Infrastructure.Persistence;
using Xtablo.Infrastructure.Persistence.Postgres;
using Xtablo.Infrastructure.Persistence.Sqlite;
using Xtablo.Infrastructure.Realtime;
using Xtablo.Infrastructure.Tests.Persistence;

namespace Xtablo.Infrastructure.Tests.Realtime;

/// <summary>What another node does to a discussion while its log is read here.</summary>
public abstract class ReadingTheLogTests(TestServices xtablo)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_that_is_edited_after_the_head_was_read_takes_the_head_along()
    {
        var (ada, tablo) = await xtablo.TabloAsync();
        var message = (await xtablo.PostAsync(tablo, ada, "First"))!.Message.Id;
        var meanwhile = new AfterTheFirstAnswer(() => EditAsync(new EditMessage(tablo, ada.Id, message, "First, edited", Revision: null)));

        var page = await new DatabaseLog(new Watched(() => Open(meanwhile))).ReadAfterAsync(tablo, 0, ILog.PageSize, Ct);

        Assert.Contains(page.Entries, entry => entry.Message is { Body: "First, edited" } row && row.Revision == page.Head);
        Assert.Equal(page.Head, page.Entries[^1].Sequence);
    }

    private protected abstract XtabloDb Open(IInterceptor interceptor);

    private async Task EditAsync(EditMessage command)
    {
        await using var scope = xtablo.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ICommandHandler<EditMessage, MessageRow?>>().HandleAsync(command, Ct);
    }

    public sealed class OnSqlite(OnSqliteFile xtablo) : ReadingTheLogTests(xtablo), IClassFixture<OnSqliteFile>
    {
        private readonly OnSqliteFile _xtablo = xtablo;

        private protected override XtabloDb Open(IInterceptor interceptor) => new SqliteDb(
            new DbContextOptionsBuilder<SqliteDb>().UseSqlite(_xtablo.Get<Settings>().ConnectionString).AddInterceptors(interceptor).Options);
    }

    public sealed class OnPostgres(OnPostgresServer xtablo) : ReadingTheLogTests(xtablo), IClassFixture<OnPostgresServer>
    {
        private readonly OnPostgresServer _xtablo = xtablo;

        private protected override XtabloDb Open(IInterceptor interceptor) => new PostgresDb(
            new DbContextOptionsBuilder<PostgresDb>().UseNpgsql(_xtablo.Get<Settings>().ConnectionString).AddInterceptors(interceptor).Options);
    }

    /// <summary>Has something happen once the database has answered for the first time.</summary>
    private sealed class AfterTheFirstAnswer(Func<Task> happen) : DbCommandInterceptor
    {
        private bool _hasHappened;

        public override async ValueTask<InterceptionResult> DataReaderClosingAsync(
            DbCommand command, DataReaderClosingEventData eventData, InterceptionResult result)
        {
            if (!_hasHappened)
            {
                _hasHappened = true;
                await happen();
            }

            return await base.DataReaderClosingAsync(command, eventData, result);
        }
    }
}
