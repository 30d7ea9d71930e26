using Microsoft.Extensions.DependencyInjection;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Web.Tests.Discussions;

/// <summary>A stream that is live and comes to look at the log late, by more than a page.</summary>
public abstract class FallingBehindTests(XtabloApp app) : IAsyncLifetime
{
    private const int APage = 200;
    private volatile TaskCompletionSource? _hold;

    public async ValueTask InitializeAsync()
    {
        app.Change = services => services.Decorate<IRealtimeFeed>(inner => new HeldFeed(inner, this));
        await app.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task What_was_edited_beyond_its_page_is_left_to_the_entry_that_edited_it_and_nothing_is_missed()
    {
        var ada = await app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        using var stream = await ada.FollowAsync(discussion);
        var cursor = FollowingADiscussionTests.HeadOf(await stream.NextAsync("ready"));

        var hold = _hold = new TaskCompletionSource();
        var first = await ada.SayAsync(discussion, "First");
        await ada.WriteAsync(discussion, Enumerable.Range(1, APage).Select(i => $"Message {i}"));

        using var edited = await ada.PostAsync($"{discussion}/messages/{first.Id}/edit", new() { ["body"] = "First, edited" }, htmx: true);
        _hold = null;
        hold.SetResult();

        Assert.Equal("""{"reason":"life"}""", (await stream.NextAsync("bye")).Data); // it comes back at once, and is then caught up in one go
        Assert.Null(await stream.NextAsync());
        using var resumed = await ada.FollowAsync(discussion, cursor);
        var rows = (await resumed.UntilReadyAsync()).Select(frame => frame.Row.Body);
        Assert.Equal([.. Enumerable.Range(1, APage).Select(i => $"Message {i}"), "First, edited"], rows);
    }

    public sealed class OnSqlite() : FallingBehindTests(new SqliteApp());

    public sealed class OnPostgres() : FallingBehindTests(new PostgresApp());

    private sealed class HeldFeed(IRealtimeFeed inner, FallingBehindTests test) : IRealtimeFeed
    {
        public bool IsStale => inner.IsStale;

        public IStreamSubscription? Subscribe(Watcher watcher) => inner.Subscribe(watcher) is { } subscription ? new HeldSubscription(subscription, test) : null;
    }

    private sealed class HeldSubscription(IStreamSubscription inner, FallingBehindTests test) : IStreamSubscription
    {
        public Watcher Watcher => inner.Watcher;

        public long News => inner.News;

        public long StoredNews => inner.StoredNews;

        public ValueTask NewsAfterAsync(long seen, TimeSpan limit) => inner.NewsAfterAsync(seen, limit);

        public ReadState? Told
        {
            get => inner.Told;
            set => inner.Told = value;
        }

        public void Wake() => inner.Wake();

        public CancellationToken Ended => inner.Ended;

        public StreamEnd? End => inner.End;

        public void EndFor(StreamEnd reason) => inner.EndFor(reason);

        public IFollowedLog Follow(TabloId tabloId) => new HeldLog(inner.Follow(tabloId), test);

        public void Watch(TabloId tabloId) => inner.Watch(tabloId);

        public void Dispose() => inner.Dispose();
    }

    private sealed class HeldLog(IFollowedLog inner, FallingBehindTests test) : IFollowedLog
    {
        public Cursor? Head => inner.Head;

        public void Learn(Cursor head) => inner.Learn(head);

        public LogPage? KnownAfter(long sequence) => test._hold is null ? inner.KnownAfter(sequence) : null;

        public async ValueTask<LogPage> ReadAfterAsync(long sequence, CancellationToken ct)
        {
            if (test._hold is { } hold)
            {
                await hold.Task.WaitAsync(ct);
            }

            return await inner.ReadAfterAsync(sequence, ct);
        }

        public MessageRow? Present(LogPage page, StreamEntry entry) => inner.Present(page, entry);
    }
}
