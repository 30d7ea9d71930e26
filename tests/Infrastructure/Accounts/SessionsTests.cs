using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Xtablo.Application.Accounts;
using Xtablo.Domain.Accounts;
using Xtablo.Infrastructure.Accounts;
using Xtablo.Infrastructure.Accounts.Tables;
using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Tests.Accounts;

/// <summary>What the tables alone say of a session, to a node that has just started and believes nothing yet.</summary>
public abstract class SessionsTests(TestServices services)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_that_has_ended_lets_nobody_in_after_a_restart()
    {
        var (account, _) = await services.AccountAsync();
        var (ended, stays) = (await StartAsync(account), await StartAsync(account));
        await services.Get<Sessions>().EndAsync(ended);

        var started = Started(TimeProvider.System);

        Assert.Null(await started.FindAsync(ended, Ct));
        Assert.Equal(account.Id, (await started.FindAsync(stays, Ct))?.Account);
    }

    [Fact]
    public async Task One_that_begins_for_a_disabled_account_lets_nobody_in()
    {
        var (account, email) = await services.AccountAsync();
        await using (var scope = services.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<IAccounts>().DisableAsync(email, Ct);
        }

        Assert.Null(await services.Get<Sessions>().FindAsync(await StartAsync(account), Ct)); // nothing else refuses a passkey
    }

    [Fact]
    public async Task One_whose_answer_is_forgotten_for_want_of_room_lets_in_as_before()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var (account, _) = await services.AccountAsync();
        var session = await StartAsync(account);
        var sessions = Started(time);
        await sessions.FindAsync(session, Ct);
        sessions.Forget(Enumerable.Range(0, 10_000).Select(_ => SessionId.New()));
        time.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal(account.Id, (await sessions.FindAsync(session, Ct))?.Account);
    }

    [Fact]
    public async Task Unused_for_thirty_days_it_is_over_and_not_listed_and_each_use_counts()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var (account, _) = await services.AccountAsync();
        var session = await Started(time).StartAsync(account.Id, "a browser", Ct);
        for (var use = 0; use < 2; use++)
        {
            time.Advance(TimeSpan.FromDays(29));
            Assert.NotNull(await Started(time).FindAsync(session, Ct));
        }

        time.Advance(TimeSpan.FromDays(29));
        Assert.Single(await Started(time).ListAsync(account.Id, Ct));
        time.Advance(TimeSpan.FromDays(1));
        Assert.Empty(await Started(time).ListAsync(account.Id, Ct));
        Assert.Null(await Started(time).FindAsync(session, Ct));
    }

    [Fact]
    public async Task The_fifty_first_ends_the_one_that_was_used_least_recently()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var (account, _) = await services.AccountAsync();
        var sessions = new List<SessionId>();
        for (var i = 0; i < 51; i++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            sessions.Add(await Started(time).StartAsync(account.Id, "a browser", Ct));
        }

        Assert.Equal(sessions.Skip(1).Reverse(), (await Started(time).ListAsync(account.Id, Ct)).Select(session => session.Id));
        Assert.Null(await Started(time).FindAsync(sessions[0], Ct));
    }

    [Fact]
    public async Task It_is_fresh_for_ten_minutes_and_again_once_its_owner_has_confirmed_it()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var (account, _) = await services.AccountAsync();
        var session = await Started(time).StartAsync(account.Id, "a browser", Ct);
        Assert.True(await Started(time).IsFreshAsync(session, Ct));
        time.Advance(TimeSpan.FromMinutes(10));
        Assert.False(await Started(time).IsFreshAsync(session, Ct));

        await Started(time).NoteConfirmedAsync(session);

        Assert.True(await Started(time).IsFreshAsync(session, Ct));
        Assert.False(await Started(time).IsFreshAsync(SessionId.New(), Ct));
    }

    [Fact]
    public async Task What_has_ended_long_ago_is_deleted_and_what_has_not_stays()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var (account, _) = await services.AccountAsync();
        var (ended, stays) = (await StartAsync(account), await StartAsync(account));
        await services.Get<Sessions>().EndAsync(ended);
        var round = new ForgetEnded(services.Get<Database>(), time, NullLogger<ForgetEnded>.Instance);
        await round.AskAsync(Ct);
        Assert.Equal(2, await RowsAsync(account)); // it ended a moment ago

        time.Advance(TimeSpan.FromDays(2));
        await round.AskAsync(Ct);

        Assert.Equal(1, await RowsAsync(account));
        Assert.NotNull(await Started(TimeProvider.System).FindAsync(stays, Ct));
        time.Advance(TimeSpan.FromDays(30));
        await round.AskAsync(Ct);
        Assert.Equal(0, await RowsAsync(account)); // nobody has used it
    }

    private async Task<int> RowsAsync(Account account)
    {
        await using var db = services.Get<Database>().Open();
        return await db.Sessions.CountAsync(session => session.AccountId == account.Id, Ct);
    }

    private Sessions Started(TimeProvider time) => new(services.Get<Database>(), time);

    private Task<SessionId> StartAsync(Account account) => services.Get<Sessions>().StartAsync(account.Id, "a browser", Ct);

    public sealed class OnSqlite(OnSqliteFile services) : SessionsTests(services), IClassFixture<OnSqliteFile>;

    public sealed class OnPostgres(OnPostgresServer services) : SessionsTests(services), IClassFixture<OnPostgresServer>;
}
