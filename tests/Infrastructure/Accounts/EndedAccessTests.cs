using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xtablo.Application.Accounts;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Accounts;
using Xtablo.Infrastructure.Accounts;
using Xtablo.Infrastructure.Accounts.Tables;
using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Tests.Accounts;

/// <summary>Which streams go on, once it is asked who may still watch.</summary>
public abstract class EndedAccessTests(TestServices services)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_session_that_ended_elsewhere_ends_its_streams_and_no_others()
    {
        var (account, _) = await AccountAsync();
        var (ended, stays) = (await StartAsync(account), await StartAsync(account));
        using var stream = Watch(account, ended);
        using var other = Watch(account, stays);
        await services.Get<Sessions>().EndAsync(ended); // which does not tell the streams

        await services.Get<EndedAccess>().AskAsync(Ct);

        Assert.Equal(EndReasons.SignedOut, stream.End?.Reason);
        Assert.Null(other.End);
    }

    [Fact]
    public async Task A_revoked_token_ends_its_streams()
    {
        var (account, _) = await AccountAsync();
        var (revoked, stays) = (await TokenAsync(account), await TokenAsync(account));
        using var stream = Watch(account, revoked);
        using var other = Watch(account, stays);
        await using (var db = services.Get<Database>().Open())
        {
            await db.Tokens.Where(t => t.Id == revoked.Value).ExecuteUpdateAsync(set => set.SetProperty(t => t.RevokedAt, TimeProvider.System.GetUtcNow()), Ct);
        }

        await services.Get<EndedAccess>().AskAsync(Ct);

        Assert.Equal(EndReasons.SignedOut, stream.End?.Reason);
        Assert.Null(other.End);
    }

    [Fact]
    public async Task What_stands_passes_the_recheck()
    {
        var (account, _) = await AccountAsync();
        using var bySession = Watch(account, await StartAsync(account));
        using var byToken = Watch(account, await TokenAsync(account, TimeProvider.System.GetUtcNow().AddDays(1)));
        using var byTokenForEver = Watch(account, await TokenAsync(account));

        await services.Get<AccessRecheck>().AskAsync(Ct);

        Assert.All([bySession, byToken, byTokenForEver], stream => Assert.Null(stream.End));
    }

    [Fact]
    public async Task What_ended_without_a_trace_in_time_does_not_pass_the_recheck()
    {
        var (account, _) = await AccountAsync();
        var session = await StartAsync(account);
        using var bySession = Watch(account, session);
        using var byExpired = Watch(account, await TokenAsync(account, TimeProvider.System.GetUtcNow().AddSeconds(-1)));
        using var byNothing = Watch(account, SessionId.New());
        Assert.NotNull(await services.Get<ISessions>().FindAsync(session, Ct)); // from now on it is believed for a while
        await using (var db = services.Get<Database>().Open())
        {
            await db.Sessions.Where(s => s.Id == session).ExecuteUpdateAsync(set => set.SetProperty(s => s.EndedAt, DateTimeOffset.UnixEpoch), Ct);
        }

        await services.Get<EndedAccess>().AskAsync(Ct);
        Assert.All([bySession, byExpired, byNothing], stream => Assert.Null(stream.End));
        await services.Get<AccessRecheck>().AskAsync(Ct);

        Assert.All([bySession, byExpired, byNothing], stream => Assert.Equal(EndReasons.SignedOut, stream.End?.Reason));
        Assert.Null(await services.Get<ISessions>().FindAsync(session, Ct)); // who lost their stream is let in nowhere else either
    }

    [Fact]
    public async Task With_its_account_end_sessions_tokens_and_reset_links()
    {
        var (account, email) = await AccountAsync();
        var (session, token) = (await StartAsync(account), await TokenAsync(account));
        var link = await services.Get<IResetLinks>().MakeAsync(email, new(TimeSpan.FromHours(1), null, ByOperator: true), Ct);
        using var bySession = Watch(account, session);
        using var byToken = Watch(account, token);
        await using (var scope = services.Services.CreateAsyncScope())
        {
            Assert.Equal([session], await scope.ServiceProvider.GetRequiredService<IAccounts>().DisableAsync(email, Ct));
        }

        await services.Get<EndedAccess>().AskAsync(Ct);

        Assert.All([bySession, byToken], stream => Assert.Equal(EndReasons.SignedOut, stream.End?.Reason));
        Assert.Null(await services.Get<IResetLinks>().FindAsync(link!.Secret.Text, Ct));
        Assert.Null(await services.Get<ISessions>().FindAsync(session, Ct));
    }

    private async Task<(AccountId Account, EmailAddress Email)> AccountAsync()
    {
        var (account, email) = await services.AccountAsync();
        return (account.Id, email);
    }

    private Task<SessionId> StartAsync(AccountId account) => services.Get<ISessions>().StartAsync(account, "a browser", Ct);

    /// <summary>As a stream of the API has it: where others have their session.</summary>
    private async Task<SessionId> TokenAsync(AccountId account, DateTimeOffset? expires = null)
    {
        var id = SessionId.New();
        await using var db = services.Get<Database>().Open();
        db.Tokens.Add(new TokenRow
        {
            Id = id.Value,
            AccountId = account,
            Hash = id.Value.ToByteArray(),
            Label = "",
            CreatedAt = DateTimeOffset.UnixEpoch,
            ExpiresAt = expires,
        });
        await db.SaveChangesAsync(Ct);
        return id;
    }

    private IStreamSubscription Watch(AccountId account, SessionId session) => services.Get<IRealtimeFeed>().Subscribe(new Watcher(account, session.AsAccess()))!;

    public sealed class OnSqlite(OnSqliteFile services) : EndedAccessTests(services), IClassFixture<OnSqliteFile>;

    public sealed class OnPostgres(OnPostgresServer services) : EndedAccessTests(services), IClassFixture<OnPostgresServer>;
}
