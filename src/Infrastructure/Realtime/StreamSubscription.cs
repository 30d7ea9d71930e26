using Xtablo.Application.Realtime;
using Xtablo.Domain.Tablos;

namespace Xtablo.Infrastructure.Realtime;

internal sealed class StreamSubscription(SseHub hub, Watcher watcher, TimeProvider time) : IStreamSubscription
{
    private readonly CancellationTokenSource _ended = new();
    private readonly Dictionary<TabloId, DiscussionFeed> _feeds = [];
    private readonly HashSet<TabloId> _followed = [];

    public Watcher Watcher => watcher;

    public StreamSignal Signal { get; } = new(time);

    public long News => Signal.News;

    public long StoredNews => Signal.StoredNews;

    public ReadState? Told { get; set; } // read by others: one reference

    public CancellationToken Ended => _ended.Token;

    public StreamEnd? End { get; private set; }

    /// <summary>The discussions whose rows the stream shows.</summary>
    public IReadOnlyList<TabloId> Followed
    {
        get
        {
            lock (_feeds)
            {
                return [.. _followed];
            }
        }
    }

    public ValueTask NewsAfterAsync(long seen, TimeSpan limit) => Signal.AfterAsync(seen, limit);

    public void Wake() => Signal.Set();

    public IFollowedLog Follow(TabloId tabloId)
    {
        lock (_feeds)
        {
            _followed.Add(tabloId);
            var feed = FeedOf(tabloId);
            feed.Show(Signal);
            return feed;
        }
    }

    public void Watch(TabloId tabloId)
    {
        lock (_feeds)
        {
            FeedOf(tabloId);
        }
    }

    public void EndFor(StreamEnd reason)
    {
        End ??= reason;
        _ended.Cancel();
    }

    public void Dispose() // not _ended, which has no timer: a late EndFor() may still cancel it
    {
        lock (_feeds)
        {
            hub.Unsubscribe(this, [.. _feeds.Values]);
            _feeds.Clear();
        }
    }

    private DiscussionFeed FeedOf(TabloId tabloId)
    {
        if (!_feeds.TryGetValue(tabloId, out var feed))
        {
            feed = _feeds[tabloId] = hub.Attach(tabloId, Signal);
        }

        return feed;
    }
}
