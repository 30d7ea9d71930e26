using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Xtablo.Application.Common;
using Xtablo.Application.Discussions;
using Xtablo.Application.Operation;
using Xtablo.Application.Tablos;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;
using Xtablo.Infrastructure.Discussions;
using Xtablo.Infrastructure.Discussions.Tables;
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
        var edited = new EditMessage(tablo, ada.Id, message, "First, edited", Revision: null);

        var page = await new DatabaseLog(Meanwhile(() => EditAsync(edited))).ReadAfterAsync(tablo, 0, ILog.PageSize, Ct);

        Assert.Contains(page.Entries, entry => entry.Message is { Body: "First, edited" } row && row.Revision == page.Head);
        Assert.Equal(page.Head, page.Entries[^1].Sequence);
    }

    [Fact]
    public async Task A_tablo_that_is_deleted_after_the_head_was_read_is_gone_and_lacks_no_entry()
    {
        var (ada, tablo) = await xtablo.TabloAsync();
        await xtablo.PostAsync(tablo, ada, "First");

        var page = await new DatabaseLog(Meanwhile(() => DeleteAsync(tablo, ada.Id))).ReadAfterAsync(tablo, 0, ILog.PageSize, Ct);

        Assert.True(page.IsGone);
    }

    [Fact]
    public async Task Nor_is_there_a_page_of_it_from_a_day_on()
    {
        var (ada, tablo) = await xtablo.TabloAsync();
        await xtablo.PostAsync(tablo, ada, "First");

        var page = await new DiscussionReader(Meanwhile(() => DeleteAsync(tablo, ada.Id)))
            .PageAsync(tablo, ada.Id, new Window(Since: TimeProvider.System.GetUtcNow()), Ct);

        Assert.Null(page);
    }

    [Fact]
    public async Task A_draft_that_is_kept_while_its_tablo_is_deleted_goes_with_it()
    {
        var (ada, tablo) = await xtablo.TabloAsync();
        var deleting = new AfterTheFirstAnswer(() => DeleteAsync(tablo, ada.Id));

        await new Drafts(Meanwhile(deleting)).KeepAsync(tablo, ada.Id, new Draft("Confidential", ClientId.New(), ReplyTo: null), Ct);
        await deleting.HappenAsync();

        await using var db = xtablo.Get<Database>().Open();
        Assert.False(await db.Drafts.AnyAsync(draft => draft.TabloId == tablo, Ct));
    }

    [Fact]
    public async Task So_does_a_mark_of_how_far_it_was_read()
    {
        var (ada, tablo) = await xtablo.TabloAsync();
        var deleting = new AfterTheFirstAnswer(() => DeleteAsync(tablo, ada.Id));

        await new ReadMarks(Meanwhile(deleting)).MoveForwardAsync(tablo, ada.Id, 1, generation: null, Ct);
        await deleting.HappenAsync();

        await using var db = xtablo.Get<Database>().Open();
        Assert.False(await db.ReadMarks.AnyAsync(mark => mark.TabloId == tablo, Ct));
    }

    private protected abstract XtabloDb Open(IInterceptor interceptor);

    /// <summary>A database, and what happens once it has answered for the first time.</summary>
    private Watched Meanwhile(Func<Task> happens) => Meanwhile(new AfterTheFirstAnswer(happens));

    private Watched Meanwhile(AfterTheFirstAnswer what) => new(() => Open(what), xtablo.Get<Database>());

    private async Task DeleteAsync(TabloId tablo, AccountId owner)
    {
        await using var scope = xtablo.Services.CreateAsyncScope();
        var delete = scope.ServiceProvider.GetRequiredService<ICommandHandler<DeleteTablo, bool>>();
        Assert.True(await delete.HandleAsync(new DeleteTablo(tablo, owner, "Rue Oberkampf 12"), Ct));
    }

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

    /// <summary>Has something happen once the database has answered for the first time, unless that is in the middle of writing.</summary>
    private sealed class AfterTheFirstAnswer(Func<Task> happen) : DbCommandInterceptor
    {
        private bool _hasHappened;

        /// <summary>Has it happen now, unless it has.</summary>
        public async Task HappenAsync()
        {
            if (!_hasHappened)
            {
                _hasHappened = true;
                await happen();
            }
        }

        public override async ValueTask<InterceptionResult> DataReaderClosingAsync(
            DbCommand command, DataReaderClosingEventData eventData, InterceptionResult result)
        {
            if (eventData.Context?.Database.CurrentTransaction is null)
            {
                await HappenAsync();
            }

            return await base.DataReaderClosingAsync(command, eventData, result);
        }
    }
}
