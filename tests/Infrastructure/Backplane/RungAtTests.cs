using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xtablo.Application.Accounts;
using Xtablo.Application.Common;
using Xtablo.Application.Discussions;
using Xtablo.Application.Presence;
using Xtablo.Application.Realtime;
using Xtablo.Application.Tablos;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Tablos;
using Xtablo.Infrastructure.Accounts.Tables;
using Xtablo.Infrastructure.Backplane;
using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Tests.Backplane;

/// <summary>What happens at one node, at the other. Neither looks by itself here.</summary>
public sealed class RungAtTests(TwoNodes nodes) : IClassFixture<TwoNodes>
{
    private TestServices A => nodes.A;

    private TestServices B => nodes.B;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_is_there_at_once()
    {
        var (ada, tablo) = await A.TabloAsync();
        using var stream = Follow(B, ada.Id, tablo, out var log);
        var head = (await log.ReadAfterAsync(long.MaxValue, Ct)).Head;

        await A.PostAsync(tablo, ada, "From the other node");

        await Soon.IsAsync(() => log.Head?.Sequence > head, "the message has come");
        var page = await log.ReadAfterAsync(head, Ct);
        Assert.Equal("From the other node", Assert.Single(page.Entries).Message.Body);
        Assert.True(stream.StoredNews > 0);
    }

    [Fact]
    public async Task A_tablo_that_is_gone_ends_its_streams()
    {
        var (ada, tablo) = await A.TabloAsync();
        using var stream = Follow(B, ada.Id, tablo, out _);

        await DoAsync(A, new DeleteTablo(tablo, ada.Id, "Rue Oberkampf 12"));

        await Soon.IsAsync(() => stream.End == new StreamEnd(EndReasons.Removed, tablo), "the stream has ended");
    }

    [Fact]
    public async Task A_session_that_ended_ends_its_streams_and_opens_nothing()
    {
        var (ada, _) = await A.AccountAsync();
        var session = await A.Get<ISessions>().StartAsync(ada.Id, "a browser", Ct);
        using var stream = B.Get<IRealtimeFeed>().Subscribe(new Watcher(ada.Id, session.AsAccess()))!;
        Assert.NotNull(await B.Get<ISessions>().FindAsync(session, Ct)); // and so for some seconds

        await DoAsync<SignOut, SessionId>(A, new SignOut(session));

        await Soon.IsAsync(() => stream.End?.Reason == EndReasons.SignedOut, "the stream has ended");
        Assert.Null(await B.Get<ISessions>().FindAsync(session, Ct));
    }

    [Fact]
    public async Task What_was_read_is_counted_anew_where_it_was_told_otherwise()
    {
        var (ada, tablo) = await A.TabloAsync();
        await A.PostAsync(tablo, ada, "one");
        using var stream = B.Get<IRealtimeFeed>().Subscribe(new Watcher(ada.Id, SessionId.New().AsAccess()))!;
        stream.Told = await StateAsync(B, ada.Id);
        var news = stream.StoredNews;

        await DoAsync<MarkUnread, long?>(A, new MarkUnread(tablo, ada.Id, 1));

        await Soon.IsAsync(() => stream.StoredNews > news, "the stream counts anew");
        Assert.NotEqual(stream.Told, await StateAsync(B, ada.Id));
    }

    [Fact]
    public async Task Who_is_here_and_who_types_is_known_by_name_and_ends()
    {
        var (ada, tablo) = await A.TabloAsync();
        await DoAsync(A, new SayHere(tablo, ada, IsHidden: false, On: true));
        await DoAsync(A, new SayTyping(tablo, ada, IsHidden: false, On: true));
        await Soon.IsAsync(() => Passing(B).Here.Shown.Contains(ada), "Ada is here");
        await Soon.IsAsync(() => Passing(B).Typing.Any(sign => sign.On && sign.Who == ada), "Ada types");

        await A.PostAsync(tablo, ada, "typed");
        await Soon.IsAsync(() => Passing(B).Typing.All(sign => !sign.On), "Ada types no more");
        await DoAsync(A, new SayHere(tablo, ada, IsHidden: false, On: false));
        await Soon.IsAsync(() => Passing(B).Here.Shown.Count == 0, "Ada has left");

        Passing Passing(TestServices node) => node.Get<IPresenceFeed>().Of(tablo);
    }

    [Fact]
    public async Task A_line_that_is_cut_is_made_anew_and_what_was_rung_meanwhile_is_found()
    {
        var (ada, tablo) = await A.TabloAsync();
        using var stream = Follow(B, ada.Id, tablo, out var log);
        var head = (await log.ReadAfterAsync(long.MaxValue, Ct)).Head;
        await using (var db = A.Get<Database>().Open())
        {
            var cut = await db.Database.SqlQuery<int>(
                $"""
                SELECT count(pg_terminate_backend(pid, 5000))::int AS "Value" FROM pg_stat_activity
                WHERE datname = current_database() AND query = 'LISTEN xtablo'
                """).SingleAsync(Ct);
            Assert.Equal(2, cut);
        }

        await A.PostAsync(tablo, ada, "while nobody heard, or somebody");

        await Soon.IsAsync(() => log.Head?.Sequence > head, "the message has come");
        foreach (var node in (TestServices[])[A, B])
        {
            await Soon.IsAsync(() => node.Get<Listener>().Hears, "the node hears again");
        }
    }

    [Fact]
    public async Task What_nobody_at_this_node_would_see_is_not_looked_up()
    {
        var (ada, tablo) = await A.TabloAsync();
        using var sent = new SentStatements(B.Tables);

        await B.Get<Lookups>().LookAsync([Ring.OfLog(tablo), Ring.OfLog(TabloId.New()), Ring.OfAccount(ada.Id), Ring.OfAccount(AccountId.New())], Ct);

        Assert.Empty(Looked(sent));
    }

    [Fact]
    public async Task A_ring_that_is_forged_or_doubled_or_late_costs_one_reading_and_changes_nothing()
    {
        await TwoNodes.StopAsync(B); // else it answers, some time, what really rings here
        try
        {
            var (ada, tablo) = await A.TabloAsync();
            var session = await A.Get<ISessions>().StartAsync(ada.Id, "a browser", Ct);
            using var stream = B.Get<IRealtimeFeed>().Subscribe(new Watcher(ada.Id, session.AsAccess()))!;
            var log = stream.Follow(tablo);
            var head = (await log.ReadAfterAsync(long.MaxValue, Ct)).Head;
            stream.Told = await StateAsync(B, ada.Id);
            var news = stream.News;
            foreach (var (ring, readings) in new[] { (Ring.OfLog(tablo), 1), (Ring.OfAccount(ada.Id), 1), (Ring.OfAccess(session.AsAccess()), 2) })
            {
                using var sent = new SentStatements(B.Tables);
                await B.Get<Lookups>().LookAsync([ring, ring], Ct);

                Assert.Equal(readings, Looked(sent).Count());
            }

            Assert.Equal((null, news, head), (stream.End, stream.News, log.Head!.Value.Sequence));
            Assert.NotNull(await B.Get<ISessions>().FindAsync(session, Ct));
        }
        finally
        {
            await TwoNodes.ListenAsync(B);
        }
    }

    [Fact]
    public async Task Nobody_is_here_because_a_ring_says_so()
    {
        var (ada, tablo) = await A.TabloAsync();
        var (stranger, _) = await A.AccountAsync();
        await B.Get<Lookups>().LookInPassingAsync(
            [
                Ring.OfHere(tablo, stranger.Id, on: true), Ring.OfTyping(tablo, stranger.Id, on: true),
                Ring.OfHere(TabloId.New(), ada.Id, on: true), Ring.OfHere(default, ada.Id, on: true), Ring.OfHere(tablo, AccountId.New(), on: true),
            ],
            Ct);
        Assert.Same(Passing.Nothing, B.Get<IPresenceFeed>().Of(tablo));
        Assert.Same(Passing.Nothing, B.Get<IPresenceFeed>().Of(default));

        await B.Get<Lookups>().LookInPassingAsync([Ring.OfHere(tablo, ada.Id, on: true)], Ct);
        await B.Get<Lookups>().LookInPassingAsync([Ring.OfForgotten(ada.Id, tablo), Ring.OfForgotten(ada.Id, tablo: null)], Ct);

        Assert.Equal([ada], B.Get<IPresenceFeed>().Of(tablo).Here.Shown); // who is a member and does not hide is not forgotten
    }

    [Fact]
    public async Task Who_hides_is_forgotten_and_in_an_archived_tablo_nobody_types()
    {
        var (ada, tablo) = await A.TabloAsync();
        await B.Get<Lookups>().LookInPassingAsync([Ring.OfHere(tablo, ada.Id, on: true)], Ct);
        await DoAsync(A, new ArchiveTablo(tablo, ada, Archived: true));
        await B.Get<Lookups>().LookInPassingAsync([Ring.OfTyping(tablo, ada.Id, on: true)], Ct);
        Assert.Empty(B.Get<IPresenceFeed>().Of(tablo).Typing);
        await using (var db = A.Get<Database>().Open())
        {
            await db.Accounts.Where(a => a.Id == ada.Id).ExecuteUpdateAsync(set => set.SetProperty(a => a.Preferences.HidesPresence, true), Ct);
        }

        await B.Get<Lookups>().LookInPassingAsync([Ring.OfForgotten(ada.Id, tablo: null), Ring.OfTyping(tablo, ada.Id, on: true)], Ct);

        await Soon.IsAsync(() => B.Get<IPresenceFeed>().Of(tablo) is { Here.Shown.Count: 0, Typing.Count: 0 }, "nothing is told of Ada");
    }

    private static IStreamSubscription Follow(TestServices node, AccountId account, TabloId tablo, out IFollowedLog log)
    {
        var stream = node.Get<IRealtimeFeed>().Subscribe(new Watcher(account, SessionId.New().AsAccess()))!;
        log = stream.Follow(tablo);
        return stream;
    }

    private static async Task<ReadState> StateAsync(TestServices node, AccountId account)
    {
        var list = await node.Get<ITabloReader>().ListAsync(account, Ct);
        return new(list.Count, list.Sum(t => t.ReadMark), list.Sum(t => t.ReadSequence), list.Sum(t => t.Generation));
    }

    /// <summary>Readings of the tables: both nodes prove now and then that they hear.</summary>
    private static IEnumerable<string> Looked(SentStatements sent) =>
        sent.RoundTrips.Select(trip => trip.Text).Where(text => text.StartsWith("SELECT", StringComparison.Ordinal) && text.Contains("FROM ", StringComparison.Ordinal) && !text.Contains("pg_notify", StringComparison.Ordinal));

    private static Task DoAsync<TCommand>(TestServices node, TCommand command) => DoAsync<TCommand, bool>(node, command);

    private static async Task DoAsync<TCommand, TResult>(TestServices node, TCommand command)
    {
        await using var scope = node.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ICommandHandler<TCommand, TResult>>().HandleAsync(command, Ct);
    }
}
