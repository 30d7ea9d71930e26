using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Web.Tests.Accounts;

/// <summary>What ends access may happen where this node does not hear of it: on another one, or the event is lost.</summary>
public abstract class EndingElsewhereTests(XtabloApp app, FakeTimeProvider time)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Within_two_seconds_the_streams_end_although_nobody_told()
    {
        var ada = await app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        var elsewhere = await app.ElsewhereAsync(ada);
        using var stream = await elsewhere.FollowAsync(discussion);
        await stream.UntilReadyAsync();
        using var answer = await ada.PostAsync("/account/sessions", []);

        var bye = stream.NextAsync("bye");
        time.Advance(TimeSpan.FromSeconds(1));
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("""{"reason":"signed-out"}""", (await bye).Data);
    }

    [Fact]
    public async Task Within_two_seconds_a_session_that_another_node_ended_lets_nobody_in()
    {
        var ada = await app.SignedInAsync();
        await ada.ReadAsync("/account"); // from now on the answer is believed for a while
        await EndElsewhereAsync(time.GetUtcNow());
        await ada.ReadAsync("/account");

        time.Advance(TimeSpan.FromSeconds(1));
        time.Advance(TimeSpan.FromSeconds(1));

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while (await StatusOfAsync(ada) == HttpStatusCode.OK) // the reconcile is at work beside us; its clock stands still
        {
            await Task.Delay(10, patience.Token);
        }

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusOfAsync(ada));
    }

    [Fact]
    public async Task What_left_no_trace_intime_is_found_all_the_same()
    {
        var ada = await app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        using var stream = await ada.FollowAsync(discussion);
        await stream.UntilReadyAsync();
        await EndElsewhereAsync(time.GetUtcNow().AddHours(-1));

        var bye = stream.NextAsync("bye");
        for (var second = 0; second < 500 && !bye.IsCompleted; second++) // more than ten: while a round is under way, ticks are lost
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(25, Ct);
        }

        Assert.Equal("""{"reason":"signed-out"}""", (await bye).Data);
    }

    private Task EndElsewhereAsync(DateTimeOffset at) => app.Database.ExecuteAsync($"UPDATE sessions SET ended_at = {app.Database.Sql(at)}");

    private static async Task<HttpStatusCode> StatusOfAsync(Visitor visitor)
    {
        using var answer = await visitor.GetAsync("/account", htmx: true);
        return answer.StatusCode;
    }

    public sealed class OnSqlite(Server<SqliteApp> server) : EndingElsewhereTests(server.App, server.Clock), IClassFixture<Server<SqliteApp>>;

    public sealed class OnPostgres(Server<PostgresApp> server) : EndingElsewhereTests(server.App, server.Clock), IClassFixture<Server<PostgresApp>>;

    public sealed class Server<TApp> : Clocked<TApp>
        where TApp : XtabloApp, new()
    {
        protected override void Prepare(TApp app) =>
            app.Change = services => services.Replace(ServiceDescriptor.Singleton<IRealtimeBroadcaster, Deaf>());
    }

    private sealed class Deaf : IRealtimeBroadcaster
    {
        public Task BroadcastAsync(TabloId tabloId, Epoch epoch, StreamEntry entry, CancellationToken ct) => Task.CompletedTask;

        public Task EndStreamsOnAsync(TabloId tabloId, CancellationToken ct) => Task.CompletedTask;

        public Task EndStreamsOfAsync(IReadOnlyCollection<AccessId> ended, CancellationToken ct) => Task.CompletedTask;

        public Task WakeStreamsOfAsync(AccountId account, CancellationToken ct) => Task.CompletedTask;
    }
}
