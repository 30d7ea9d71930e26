using Xtablo.Application.Common;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Infrastructure.Realtime;

/// <summary>
/// Where posts meet streams on this node. It holds what the streams need to follow their discussions, and nothing of a
/// discussion that nobody watches.
/// </summary>
internal sealed class SseHub(ILog log, HubOptions options, XtabloMetrics metrics, TimeProvider time) : IRealtimeBroadcaster, IRealtimeFeed, IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TabloId, (DiscussionFeed Feed, int Streams)> _feeds = [];
    private readonly HashSet<StreamSubscription> _subscriptions = [];
    private readonly Dictionary<AccountId, int> _streamsOf = [];
    private readonly SemaphoreSlim _catchUps = new(8);

    public Task BroadcastAsync(TabloId tabloId, Epoch epoch, StreamEntry entry, CancellationToken ct)
    {
        FeedOf(tabloId)?.Accept(epoch, entry);
        return Task.CompletedTask;
    }

    public Task EndStreamsOfAsync(SessionId session, CancellationToken ct)
    {
        foreach (var subscription in Subscriptions().Where(s => s.Watcher.Session == session))
        {
            subscription.End(EndReasons.SignedOut);
        }

        return Task.CompletedTask;
    }

    public IStreamSubscription? Subscribe(TabloId tabloId, Watcher watcher)
    {
        lock (_gate)
        {
            var streams = _streamsOf.GetValueOrDefault(watcher.Account);
            if (streams >= options.StreamsPerAccount)
            {
                return null;
            }

            _streamsOf[watcher.Account] = streams + 1;
            var (feed, others) = _feeds.TryGetValue(tabloId, out var watched)
                ? watched
                : (new DiscussionFeed(tabloId, log, options, _catchUps, metrics, time), 0);
            _feeds[tabloId] = (feed, others + 1);
            var subscription = new StreamSubscription(feed, watcher, Unsubscribe);
            _subscriptions.Add(subscription);
            metrics.OpenStreams.Add(1);
            return subscription;
        }
    }

    /// <summary>The streams that are open now.</summary>
    public IReadOnlyList<StreamSubscription> Subscriptions()
    {
        lock (_gate)
        {
            return [.. _subscriptions];
        }
    }

    /// <summary>The discussions that have a stream now.</summary>
    public IReadOnlyList<TabloId> Watched()
    {
        lock (_gate)
        {
            return [.. _feeds.Keys];
        }
    }

    public void Reconcile(DiscussionHead head) => FeedOf(head.TabloId)?.Reconcile(head.Epoch, head.Head);

    public void Dispose() => _catchUps.Dispose();

    private DiscussionFeed? FeedOf(TabloId tabloId)
    {
        lock (_gate)
        {
            return _feeds.TryGetValue(tabloId, out var watched) ? watched.Feed : null;
        }
    }

    private void Unsubscribe(StreamSubscription subscription)
    {
        lock (_gate)
        {
            if (!_subscriptions.Remove(subscription))
            {
                return;
            }

            metrics.OpenStreams.Add(-1);
            var account = subscription.Watcher.Account;
            if (--_streamsOf[account] == 0)
            {
                _streamsOf.Remove(account);
            }

            var (feed, streams) = _feeds[subscription.TabloId];
            if (streams > 1)
            {
                _feeds[subscription.TabloId] = (feed, streams - 1);
                return;
            }

            _feeds.Remove(subscription.TabloId);
            feed.Dispose();
        }
    }
}
