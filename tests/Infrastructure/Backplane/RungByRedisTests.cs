using System.Diagnostics;
using Xtablo.Application.Operation;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Accounts;
using Xtablo.Infrastructure.Backplane;

namespace Xtablo.Infrastructure.Tests.Backplane;

/// <summary>Nodes that hear each other by way of a Redis, which may go and come back.</summary>
public sealed class RungByRedisTests : IAsyncLifetime
{
    private readonly RedisServer _redis = new();
    private readonly TestServices _a;
    private readonly TestServices _b;

    public RungByRedisTests() =>
        (_a, _b) = TwoNodes.Nodes(new BackplaneSettings { Kind = BackplaneKind.Redis, Redis = _redis.Address });

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _redis.StartAsync();
        await _a.InitializeAsync();
        await _b.InitializeAsync();
        await TwoNodes.ListenAsync(_a);
        await TwoNodes.ListenAsync(_b);
    }

    public async ValueTask DisposeAsync()
    {
        await TwoNodes.StopAsync(_a);
        await TwoNodes.StopAsync(_b);
        await _b.DisposeAsync();
        await _a.DisposeAsync();
        await _redis.DisposeAsync();
    }

    [Fact]
    public async Task A_message_is_there_at_once()
    {
        var (ada, tablo) = await _a.TabloAsync();
        using var stream = _b.Get<IRealtimeFeed>().Subscribe(new Watcher(ada.Id, SessionId.New().AsAccess()))!;
        var log = stream.Follow(tablo);
        var head = (await log.ReadAfterAsync(long.MaxValue, Ct)).Head;

        await _a.PostAsync(tablo, ada, "By way of Redis");

        await Soon.IsAsync(() => log.Head?.Sequence > head, "the message has come");
    }

    [Fact]
    public async Task While_it_is_away_posts_are_stored_as_fast_and_when_it_is_back_all_is_found()
    {
        var (ada, tablo) = await _a.TabloAsync();
        using var stream = _b.Get<IRealtimeFeed>().Subscribe(new Watcher(ada.Id, SessionId.New().AsAccess()))!;
        var log = stream.Follow(tablo);
        await log.ReadAfterAsync(long.MaxValue, Ct);
        await _redis.KillAsync();
        await Soon.IsAsync(() => !_b.Get<Listener>().Hears, "the node knows that it hears nothing");
        var begun = Stopwatch.GetTimestamp();
        foreach (var some in Enumerable.Range(0, 1000).Chunk(20))
        {
            await Task.WhenAll(some.Select(i => _a.PostAsync(tablo, ada, $"{i}")));
        }

        Assert.True(Stopwatch.GetElapsedTime(begun) < TimeSpan.FromSeconds(30), "a thousand posts waited for Redis");
        await _redis.StartAsync();

        await Soon.IsAsync(() => log.Head?.Sequence == 1000, "all was looked at");
        await Soon.IsAsync(() => _a.Get<Listener>().Hears && _b.Get<Listener>().Hears, "both hear again");
        await _a.PostAsync(tablo, ada, "the last");
        await Soon.IsAsync(() => log.Head?.Sequence == 1001, "the message has come");
    }

    [Fact]
    public async Task Installations_that_share_it_hear_nothing_of_each_other()
    {
        var others = new OnPostgresServer { With = settings => settings with { Backplane = new BackplaneSettings { Kind = BackplaneKind.Redis, Redis = _redis.Address } } };
        await others.InitializeAsync();
        Assert.NotEqual(await _a.Get<Installation>().NameAsync(Ct), await others.Get<Installation>().NameAsync(Ct));
        Assert.Equal(await _a.Get<Installation>().NameAsync(Ct), await _b.Get<Installation>().NameAsync(Ct));
        await others.DisposeAsync();
    }
}
