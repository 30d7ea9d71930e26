using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xtablo.Application.Accounts;
using Xtablo.Domain.Accounts;
using Xtablo.Infrastructure.Accounts;
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

    private Sessions Started(TimeProvider time) => new(services.Get<Database>(), time);

    private Task<SessionId> StartAsync(Account account) => services.Get<Sessions>().StartAsync(account.Id, "a browser", Ct);

    public sealed class OnSqlite(OnSqliteFile services) : SessionsTests(services), IClassFixture<OnSqliteFile>;

    public sealed class OnPostgres(OnPostgresServer services) : SessionsTests(services), IClassFixture<OnPostgresServer>;
}
