using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Tablos;

namespace Xtablo.Browser.Tests;

/// <summary>How many streams each account has open, as the server has them: what other tests have open does not count.</summary>
public sealed class OpenStreams
{
    private readonly ConcurrentDictionary<AccountId, int> _open = new();

    /// <summary>Counts them where the program registers its streams.</summary>
    public void CountIn(IServiceCollection services) => services.Decorate<IRealtimeFeed>(inner => new CountedFeed(inner, this));

    /// <summary>Waits until there are so many; closing takes the server a moment.</summary>
    public async Task BecomeAsync(AccountId account, int count)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (_open.GetValueOrDefault(account) != count)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(begun) < TimeSpan.FromSeconds(20), $"{_open.GetValueOrDefault(account)} streams are open and not {count}");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    private void Add(AccountId account, int change) => _open.AddOrUpdate(account, change, (_, count) => count + change);

    private sealed class CountedFeed(IRealtimeFeed inner, OpenStreams streams) : IRealtimeFeed
    {
        public bool IsStale => inner.IsStale;

        public IStreamSubscription? Subscribe(Watcher watcher) => inner.Subscribe(watcher) is { } stream ? new CountedStream(stream, streams) : null;
    }

    private sealed class CountedStream : IStreamSubscription
    {
        private readonly IStreamSubscription _inner;
        private readonly OpenStreams _streams;
        private int _isOver;

        public CountedStream(IStreamSubscription inner, OpenStreams streams)
        {
            (_inner, _streams) = (inner, streams);
            streams.Add(inner.Watcher.Account, 1);
        }

        public Watcher Watcher => _inner.Watcher;

        public long News => _inner.News;

        public long StoredNews => _inner.StoredNews;

        public ValueTask NewsAfterAsync(long seen, TimeSpan limit) => _inner.NewsAfterAsync(seen, limit);

        public ReadState? Told
        {
            get => _inner.Told;
            set => _inner.Told = value;
        }

        public void Wake() => _inner.Wake();

        public CancellationToken Ended => _inner.Ended;

        public StreamEnd? End => _inner.End;

        public void EndFor(StreamEnd reason) => _inner.EndFor(reason);

        public IFollowedLog Follow(TabloId tabloId) => _inner.Follow(tabloId);

        public void Watch(TabloId tabloId) => _inner.Watch(tabloId);

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isOver, 1) == 0)
            {
                _streams.Add(Watcher.Account, -1);
            }

            _inner.Dispose();
        }
    }
}
