using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xtablo.Domain.Discussions;
using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Tests.Persistence;

/// <summary>Connections that answer, and yet are of no use any more.</summary>
public sealed class SpoiledConnectionsTests(OnPostgresServer xtablo) : IClassFixture<OnPostgresServer>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task When_its_connections_only_read_one_change_fails_and_the_next_is_stored(bool inTheLane)
    {
        var (ada, tablo) = await xtablo.TabloAsync();
        var name = new NpgsqlConnectionStringBuilder(xtablo.Tables.ConnectionString).Database;
        await xtablo.Tables.ExecuteAsync($"ALTER DATABASE {name} SET default_transaction_read_only = on");
        await xtablo.RestartAsync(); // with connections that only read
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => DoOnConnectionAsync("SELECT pg_sleep(0.2)")));
        await xtablo.Tables.ExecuteAsync($"BEGIN READ WRITE; ALTER DATABASE {name} RESET default_transaction_read_only; COMMIT");

        var refused = await Record.ExceptionAsync(() => PostAsync("refused"));
        Assert.True(refused is not null && xtablo.Get<Database>().IsOutage(refused), $"{refused}");

        Assert.Equal(1, (await PostAsync("stored"))!.Message.Number);

        Task<Posting?> PostAsync(string text)
        {
            var key = ClientId.New();
            var needs = Needs.PostedAs(ada.Id, key) + (inTheLane ? Needs.Nothing : Needs.Message(MessageId.New()));
            return xtablo.Get<IDiscussions>().ChangeAsync(
                tablo, needs, discussion => discussion.Post(ada, key, MessageBody.From(text), MessageId.New(), DateTimeOffset.UnixEpoch));
        }
    }

    [Theory]
    [InlineData("DEALLOCATE ALL")]
    [InlineData("ALTER TABLE discussions ALTER COLUMN epoch TYPE varchar(9)")]
    public async Task What_was_prepared_and_cannot_be_used_fails_no_post_and_is_prepared_anew(string statement)
    {
        var (ada, tablo) = await xtablo.TabloAsync();
        await Task.WhenAll(Enumerable.Range(0, 3).Select(i => xtablo.PostAsync(tablo, ada, $"before {i}")));
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => DoOnConnectionAsync(statement)));

        await xtablo.PostAsync(tablo, ada, "the first after it");

        await xtablo.PostAsync(tablo, ada, "the second");
        using var sent = new SentStatements(xtablo.Tables);
        await xtablo.PostAsync(tablo, ada, "the third");
        Assert.Equal(["BEGIN", "SELECT", "SELECT", "UPDATE", "INSERT", "INSERT", "WITH", "COMMIT"], sent.Statements);
        Assert.All(sent.RoundTrips, trip => Assert.True(trip.IsPrepared, trip.Text));
    }

    /// <summary>On one of the program's own; done at the same time, on others.</summary>
    private async Task DoOnConnectionAsync(string statement)
    {
        await using var db = xtablo.Get<Database>().Open();
        await db.Database.OpenConnectionAsync(Ct);
        await db.Database.ExecuteSqlRawAsync(statement, Ct);
        await Task.Delay(200, Ct); // so that the others take others
    }
}
