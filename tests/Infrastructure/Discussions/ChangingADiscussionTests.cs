using Microsoft.Extensions.DependencyInjection;
using Xtablo.Application.Common;
using Xtablo.Application.Discussions;
using Xtablo.Application.Tablos;
using Xtablo.Domain.Common;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;
using Xtablo.Infrastructure.Realtime;

namespace Xtablo.Infrastructure.Tests.Discussions;

public abstract class ChangingADiscussionTests(TestServices xtablo)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_change_that_throws_leaves_nothing_behind_and_no_number_is_lost()
    {
        var (ada, tablo) = await xtablo.TabloAsync();
        await xtablo.PostAsync(tablo, ada, "One");
        await Assert.ThrowsAsync<InvalidOperationException>(() => xtablo.Get<IDiscussions>().ChangeAsync<Posting>(tablo, Needs.Nothing, discussion =>
        {
            discussion.Post(ada, ClientId.New(), MessageBody.From("Never"), MessageId.New(), DateTimeOffset.UnixEpoch);
            throw new InvalidOperationException("after the change, before the commit");
        }));
        await xtablo.PostAsync(tablo, ada, "Two");

        var page = await xtablo.Get<ILog>().ReadAfterAsync(tablo, 0, 200, Ct);
        Assert.Equal([(1L, "One"), (2L, "Two")], page.Entries.Select(entry => (entry.Sequence, entry.Message.Body)));
    }

    [Fact]
    public async Task Events_are_handled_once_in_order_and_only_when_others_can_read_what_they_tell()
    {
        var (ada, tablo) = await xtablo.TabloAsync();
        var heard = xtablo.Get<TestServices.HeardEvents>();
        var readable = new List<bool>();
        heard.Then = async happened =>
        {
            if (happened.TabloId == tablo)
            {
                readable.Add(await xtablo.Get<IDiscussionReader>().MessageAsync(tablo, ada.Id, happened.Row.Id, Ct) is not null);
            }
        };
        foreach (var body in (string[])["One", "Two", "Three"])
        {
            await xtablo.PostAsync(tablo, ada, body);
        }

        Assert.Equal(["One", "Two", "Three"], heard.Posted.Where(e => e.TabloId == tablo).Select(e => e.Row.Body));
        Assert.Equal([true, true, true], readable);
    }

    [Fact]
    public async Task A_handler_that_fails_does_not_reach_the_poster()
    {
        var (ada, tablo) = await xtablo.TabloAsync();
        xtablo.Get<TestServices.HeardEvents>().Then = happened => happened.TabloId == tablo ? throw new InvalidOperationException() : Task.CompletedTask;

        var posting = await xtablo.PostAsync(tablo, ada, "Stored");

        Assert.NotNull(await xtablo.Get<IDiscussionReader>().MessageAsync(tablo, ada.Id, posting!.Message.Id, Ct));
    }

    [Fact]
    public async Task A_refused_post_raises_no_event()
    {
        var (ada, tablo) = await xtablo.TabloAsync();
        var (stranger, _) = await xtablo.TabloAsync();
        await xtablo.PostAsync(tablo, ada, "Ours");

        var refused = await Assert.ThrowsAsync<RefusedException>(() => xtablo.PostAsync(tablo, stranger, "Let me in"));

        Assert.Equal("discussion.not-a-member", refused.Code);
        Assert.Equal(["Ours"], xtablo.Get<TestServices.HeardEvents>().Posted.Where(e => e.TabloId == tablo).Select(e => e.Row.Body));
    }

    [Fact]
    public async Task Many_posters_at_once_get_numbers_and_sequences_without_a_gap_in_commit_order()
    {
        var (ada, tablo) = await xtablo.TabloAsync();
        var (bob, other) = await xtablo.TabloAsync();

        await Task.WhenAll(Enumerable.Range(0, 120).Select(i => Task.Run(() =>
            i % 2 == 0 ? xtablo.PostAsync(tablo, ada, $"{i}") : xtablo.PostAsync(other, bob, $"{i}"))));

        foreach (var id in (TabloId[])[tablo, other])
        {
            var page = await xtablo.Get<ILog>().ReadAfterAsync(id, 0, 200, Ct);
            Assert.Equal(60, page.Head);
            Assert.Equal(Enumerable.Range(1, 60).Select(i => (long)i), page.Entries.Select(entry => entry.Sequence));
            Assert.Equal(Enumerable.Range(1, 60).Select(i => (long)i), page.Entries.Select(entry => entry.Message.Number));
            Assert.Equal(
                Enumerable.Range(1, 60).Select(i => (long)i),
                xtablo.Get<TestServices.HeardEvents>().Posted.Where(e => e.TabloId == id).Select(e => e.Row.Revision));
        }
    }

    [Fact]
    public async Task The_key_is_looked_up_under_the_lock_however_many_ask_at_once()
    {
        var (ada, tablo) = await xtablo.TabloAsync();
        var key = ClientId.New();

        var postings = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => xtablo.PostAsync(tablo, ada, "Once", key))));

        Assert.Single(postings.Select(posting => posting!.Message.Id).Distinct());
        Assert.Single(postings, posting => !posting!.IsRepeat);
        Assert.Equal(1, (await xtablo.Get<ILog>().ReadAfterAsync(tablo, 0, 200, Ct)).Head);
    }

    [Fact]
    public async Task What_is_archived_while_posts_arrive_has_one_order_with_them()
    {
        var (ada, tablo) = await xtablo.TabloAsync();
        var posts = Enumerable.Range(0, 40).Select(i => Task.Run(async () =>
        {
            try
            {
                await xtablo.PostAsync(tablo, ada, $"{i}");
                return true;
            }
            catch (RefusedException refused)
            {
                Assert.Equal("tablo.archived", refused.Code);
                return false;
            }
        })).ToList();
        await using var scope = xtablo.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ICommandHandler<ArchiveTablo, bool>>().HandleAsync(new ArchiveTablo(tablo, ada, Archived: true), Ct);
        var after = await Assert.ThrowsAsync<RefusedException>(() => xtablo.PostAsync(tablo, ada, "Too late"));

        Assert.Equal("tablo.archived", after.Code);
        var stored = (await Task.WhenAll(posts)).Count(stored => stored);
        var log = await xtablo.Get<ILog>().ReadAfterAsync(tablo, 0, 200, Ct);
        Assert.Equal((stored + 1, stored + 1), (log.Head, log.Entries.Count));
        Assert.Equal(NoticeKind.Archived, log.Entries[^1].Message.Notice?.Kind); // the notice, and nothing after it
    }

    [Fact]
    public async Task There_is_no_changing_what_does_not_exist() =>
        Assert.Null(await xtablo.Get<IDiscussions>().ChangeAsync(TabloId.New(), Needs.Nothing, discussion => discussion));

    [Fact]
    public async Task A_page_and_its_cursor_are_of_one_moment()
    {
        var (ada, tablo) = await xtablo.TabloAsync();
        using var stop = new CancellationTokenSource();
        var posting = Task.Run(
            async () =>
            {
                while (!stop.IsCancellationRequested)
                {
                    await xtablo.PostAsync(tablo, ada, "x");
                }
            },
            Ct);
        for (var i = 0; i < 50; i++)
        {
            var page = await xtablo.Get<IDiscussionReader>().PageAsync(tablo, ada.Id, new Window(Before: long.MaxValue), Ct);
            Assert.Equal(page!.Cursor.Sequence, page.LastNumber); // nothing but posts: each entry is a row
            Assert.Equal(page.LastNumber, page.Rows.Count == 0 ? 0 : page.Rows[^1].Number);
        }

        await stop.CancelAsync();
        await posting;
    }

    public sealed class OnSqlite(OnSqliteFile xtablo) : ChangingADiscussionTests(xtablo), IClassFixture<OnSqliteFile>;

    public sealed class OnPostgres(OnPostgresServer xtablo) : ChangingADiscussionTests(xtablo), IClassFixture<OnPostgresServer>;
}
