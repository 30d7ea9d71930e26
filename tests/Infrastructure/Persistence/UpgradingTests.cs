using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Xtablo.Application;
using Xtablo.Application.Accounts;
using Xtablo.Application.Discussions;
using Xtablo.Application.Operation;
using Xtablo.Application.Tablos;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;
using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Tests.Persistence;

/// <summary>A database of an older version, with data in it, is brought to this version.</summary>
public abstract class UpgradingTests(TestDatabase database) : IAsyncLifetime
{
    private const string OlderVersion = "PeopleAndAccess"; // the last before a tablo was in its discussion
    private static readonly DateTimeOffset At = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);
    private readonly AccountId _ada = AccountId.New();
    private readonly TabloId _tablo = TabloId.New();
    private readonly MessageId _message = MessageId.New();
    private ServiceProvider? _services;

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await database.CreateAsync();
        var settings = new Settings { ConnectionString = database.ConnectionString, DataDirectory = Path.GetTempPath() };
        _services = new ServiceCollection().AddLogging().AddMetrics().AddSingleton(settings)
            .AddApplication().AddInfrastructure(settings).BuildServiceProvider();
        await using var db = Database.Open();
        await db.GetService<IMigrator>().MigrateAsync(OlderVersion, Ct);
        await FillAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _services!.DisposeAsync();
        await database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Tablos_keep_their_names_their_messages_and_their_members()
    {
        await Database.PrepareAsync(new Progress<string>(), Ct);

        var tablo = Assert.Single(await Get<ITabloReader>().ListAsync(_ada, Ct));
        Assert.Equal((_tablo, "Rue d'Oberkampf", true, Role.Owner, 0), (tablo.Id, tablo.Name, tablo.Archived, tablo.Role, tablo.Unread));
        var message = await Get<IDiscussionReader>().MessageAsync(_tablo, _ada, _message, Ct);
        Assert.Equal(("Hello", 1L, At), (message!.Body, message.Number, message.PostedAt));
        await using var db = Database.Open();
        Assert.Equal(At, await db.Set<Discussion>().Select(d => d.CreatedAt).SingleAsync(Ct));
    }

    [Fact]
    public async Task What_was_there_can_be_changed_afterwards()
    {
        await Database.PrepareAsync(new Progress<string>(), Ct);
        var ada = new Person(_ada, DisplayName.From("Ada"));

        await Get<IDiscussions>().ChangeAsync(_tablo, Needs.Nothing, discussion => discussion.Restore(ada, MessageId.New(), At));
        await Get<IDiscussions>().ChangeAsync(
            _tablo, Needs.Nothing, discussion => discussion.Post(ada, ClientId.New(), MessageBody.From("Again"), MessageId.New(), At));

        var page = await Get<IDiscussionReader>().PageAsync(_tablo, _ada, new Window(), Ct);
        Assert.Equal(["Hello", null, "Again"], page!.Rows.Select(row => row.Body));
    }

    [Fact]
    public async Task Accounts_keep_their_sessions_and_have_nothing_to_be_told_of()
    {
        var session = SessionId.New();
        await database.ExecuteAsync(
            $"""
            INSERT INTO sessions (id, account_id, device, created_at, last_used_at)
                VALUES ({Sql(session.Value)}, {Sql(_ada.Value)}, 'a browser', {database.Sql(At)}, {database.Sql(TimeProvider.System.GetUtcNow())});
            """);
        await Database.PrepareAsync(new Progress<string>(), Ct);

        Assert.Equal(session, Assert.Single(await Get<ISessions>().ListAsync(_ada, Ct)).Id);
        Assert.False(await Get<ISessions>().IsFreshAsync(session, Ct));
        Assert.Empty(await Get<IAccountNotices>().ListAsync(_ada, Ct));
    }

    protected AccountId Owner => _ada;

    private protected Database Database => Get<Database>();

    private protected T Get<T>()
        where T : notnull => _services!.GetRequiredService<T>();

    private Task FillAsync()
    {
        var (ada, tablo, message) = (Sql(_ada.Value), Sql(_tablo.Value), Sql(_message.Value));
        return database.ExecuteAsync(
            $"""
            INSERT INTO accounts (id, name, created_at) VALUES ({ada}, 'Ada', {database.Sql(At)});
            INSERT INTO tablos (tablo_id, name, created_at) VALUES ({tablo}, 'Rue d''Oberkampf', {database.Sql(At)});
            INSERT INTO discussions (tablo_id, epoch, head, last_number, archived_at)
                VALUES ({tablo}, 'abcdefgh', 1, 1, {database.Sql(At.AddDays(1))});
            INSERT INTO participants (tablo_id, account_id, role, since_number, admitted_at_sequence) VALUES ({tablo}, {ada}, 'Owner', 0, 0);
            INSERT INTO messages (tablo_id, id, number, revision, text_revision, kind, author_id, author_name, client_id, body, posted_at)
                VALUES ({tablo}, {message}, 1, 1, 1, 'Message', {ada}, 'Ada', {Sql(Guid.CreateVersion7())}, 'Hello', {database.Sql(At)});
            INSERT INTO log_entries (tablo_id, sequence, kind, message_id, actor_id, at)
                VALUES ({tablo}, 1, 'Posted', {message}, {ada}, {database.Sql(At)});
            """);
    }

    private static string Sql(Guid id) => $"'{id.ToString().ToUpperInvariant()}'";

    public sealed class OnSqlite() : UpgradingTests(new SqliteFile())
    {
        /// <summary>The tables are built anew in a transaction of their own, and only then the migration is noted as done.</summary>
        [Fact]
        public async Task An_upgrade_that_was_killed_before_it_was_noted_is_done_again()
        {
            await Database.PrepareAsync(new Progress<string>(), Ct);
            await using var db = Database.Open();
            await db.Database.ExecuteSqlAsync($"DELETE FROM __EFMigrationsHistory WHERE MigrationId LIKE '%NoTableOfTablos'", Ct);

            await db.Database.MigrateAsync(Ct);

            Assert.Equal("Rue d'Oberkampf", Assert.Single(await Get<ITabloReader>().ListAsync(Owner, Ct)).Name);
        }
    }

    public sealed class OnPostgres() : UpgradingTests(new PostgresDatabase());
}
