using Microsoft.Extensions.Logging;
using Xtablo.Application.Operation;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Infrastructure.Realtime;

/// <summary>
/// Connects posts with streams on this node. It holds what streams need to follow their discussions, and nothing about a
/// discussion that no stream watches.
/// </summary>
internal sealed class SseHub(ILog log, HubOptions options, XtabloMetrics metrics, TimeProvider time, ILogger<SseHub> logger)
    : IRealtimeBroadcaster, IRealtimeFeed, IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(0.25);

    private readonly Lock _gate = new();
    private readonly Dictionary<TabloId, DiscussionFeed> _feeds = [];
    private readonly HashSet<StreamSubscription> _subscriptions = [];
    private readonly Dictionary<AccountId, int> _streamsOf = [];
    private readonly SemaphoreSlim _catchUps = new(8);
    private readonly TailBudget _budget = new(options.TailBytes);
    private readonly StreamSignals _signals = new();
    private ITimer? _clock; // one for all streams, while there are any
    private int _most;
    private long _reconciled = time.GetTimestamp();

    public bool IsStale => SinceReconcile > TimeSpan.FromSeconds(5);

    /// <summary>The time since the heads of the watched discussions were last read from the database.</summary>
    public TimeSpan SinceReconcile => time.GetElapsedTime(Interlocked.Read(ref _reconciled));

    public Task BroadcastAsync(TabloId tabloId, Epoch epoch, StreamEntry entry, CancellationToken ct)
    {
        FeedOf(tabloId)?.Accept(epoch, entry);
        return Task.CompletedTask;
    }

    /// <summary>Wakes the streams that show a discussion, for what is stored nowhere.</summary>
    public void WakeInPassing(TabloId tabloId) => FeedOf(tabloId)?.WakeInPassing();

    public Task EndStreamsOfAsync(IReadOnlyCollection<AccessId> ended, CancellationToken ct)
    {
        ForEach(s => ended.Contains(s.Watcher.Access), s => s.EndFor(new StreamEnd(EndReasons.SignedOut)));
        return Task.CompletedTask;
    }

    public Task EndStreamsOnAsync(TabloId tabloId, CancellationToken ct)
    {
        ForEach(s => s.Followed.Contains(tabloId), s => s.EndFor(new StreamEnd(EndReasons.Removed, tabloId)));
        FeedOf(tabloId)?.Wake();
        return Task.CompletedTask;
    }

    public Task WakeStreamsOfAsync(AccountId account, CancellationToken ct)
    {
        ForEach(s => s.Watcher.Account == account, s => s.Signal.Set());
        return Task.CompletedTask;
    }

    public IStreamSubscription? Subscribe(Watcher watcher)
    {
        lock (_gate)
        {
            var streams = _streamsOf.GetValueOrDefault(watcher.Account);
            if (streams >= options.StreamsPerAccount)
            {
                return null;
            }

            _streamsOf[watcher.Account] = streams + 1;
            var subscription = new StreamSubscription(this, watcher, time);
            _subscriptions.Add(subscription);
            _signals.Add(subscription.Signal);
            _clock ??= time.CreateTimer(_ => _signals.WakeDue(time.GetTimestamp()), state: null, Tick, Tick);
            _most = Math.Max(_most, _subscriptions.Count);
            metrics.OpenStreams.Add(1);
            return subscription;
        }
    }

    /// <summary>Attaches a stream to the feed of a discussion, which is created when there is none.</summary>
    public DiscussionFeed Attach(TabloId tabloId, StreamSignal signal)
    {
        lock (_gate)
        {
            if (!_feeds.TryGetValue(tabloId, out var feed))
            {
                feed = _feeds[tabloId] = new DiscussionFeed(tabloId, log, options, _budget, _catchUps, metrics, time, logger);
            }

            feed.Attach(signal);
            return feed;
        }
    }

    public void Unsubscribe(StreamSubscription subscription, IReadOnlyList<DiscussionFeed> feeds)
    {
        lock (_gate)
        {
            if (!_subscriptions.Remove(subscription))
            {
                return;
            }

            metrics.OpenStreams.Add(-1);
            if (!_signals.Remove(subscription.Signal))
            {
                _clock?.Dispose();
                _clock = null;
            }

            var account = subscription.Watcher.Account;
            if (--_streamsOf[account] == 0)
            {
                _streamsOf.Remove(account);
            }

            foreach (var feed in feeds.Where(feed => !feed.Detach(subscription.Signal)))
            {
                _feeds.Remove(feed.TabloId);
                feed.Dispose();
            }
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

    /// <summary>How many streams are open, and how many there were at most since this was last asked.</summary>
    public (int Open, int Most) Count()
    {
        lock (_gate)
        {
            var (open, most) = (_subscriptions.Count, _most);
            _most = open;
            return (open, most);
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

    /// <summary>Takes the heads of all watched discussions as the database has them.</summary>
    /// <inheritdoc cref="TakeHeads" path="/param"/>
    public void Reconcile(IReadOnlyList<TabloId> watched, IReadOnlyList<DiscussionHead> heads)
    {
        Interlocked.Exchange(ref _reconciled, time.GetTimestamp());
        metrics.ReconcileHealed.Add(TakeHeads(watched, heads));
    }

    /// <summary>Takes the heads of some discussions as the database has them, and returns for how many that is news.</summary>
    /// <param name="watched">Those that were asked for: one without a head is gone.</param>
    public int TakeHeads(IReadOnlyList<TabloId> watched, IReadOnlyList<DiscussionHead> heads)
    {
        foreach (var gone in heads.Count < watched.Count ? watched.Except(heads.Select(head => head.TabloId)) : [])
        {
            _ = EndStreamsOnAsync(gone, CancellationToken.None);
        }

        return heads.Count(head => FeedOf(head.TabloId)?.Reconcile(head.Epoch, head.Head) == true);
    }

    public void Dispose()
    {
        _catchUps.Dispose();
        _clock?.Dispose();
    }

    private void ForEach(Func<StreamSubscription, bool> which, Action<StreamSubscription> act)
    {
        foreach (var subscription in Subscriptions().Where(which))
        {
            act(subscription);
        }
    }

    private DiscussionFeed? FeedOf(TabloId tabloId)
    {
        lock (_gate)
        {
            return _feeds.GetValueOrDefault(tabloId);
        }
    }
}
