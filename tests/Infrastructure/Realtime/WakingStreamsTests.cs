using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Xtablo.Application.Operation;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Tablos;
using Xtablo.Infrastructure.Realtime;

namespace Xtablo.Infrastructure.Tests.Realtime;

/// <summary>How thousands of streams wait and are woken: what each of them costs then.</summary>
public sealed class WakingStreamsTests : IDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);

    private readonly FakeTimeProvider _time = new();
    private readonly FakeLog _log = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().AddSingleton<XtabloMetrics>().BuildServiceProvider();
    private readonly SseHub _hub;

    public WakingStreamsTests() => _hub = new SseHub(
        _log, new HubOptions(8, TimeSpan.FromMilliseconds(10), null, TailBytes: 50_000), _services.GetRequiredService<XtabloMetrics>(), _time, NullLogger<SseHub>.Instance);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _hub.Dispose();
        _services.Dispose();
    }

    [Fact]
    public void News_that_came_before_it_waits_is_not_missed()
    {
        using var stream = Open();
        var seen = stream.News;
        stream.Wake();

        Assert.True(stream.NewsAfterAsync(seen, Beat).AsTask().IsCompleted);
        Assert.False(stream.NewsAfterAsync(stream.News, Beat).AsTask().IsCompleted);
    }

    [Fact]
    public async Task A_stream_that_waits_goes_on_when_there_is_news()
    {
        using var stream = Open();
        var waiting = stream.NewsAfterAsync(stream.News, Beat).AsTask();
        Assert.False(waiting.IsCompleted);

        stream.Wake();
        stream.Wake();

        await waiting.WaitAsync(TimeSpan.FromSeconds(5), Ct);
    }

    [Fact]
    public async Task A_stream_that_nothing_comes_for_goes_on_when_its_limit_has_passed_and_not_before()
    {
        using var stream = Open();
        var waiting = stream.NewsAfterAsync(stream.News, Beat).AsTask();
        for (var second = 1; second < 15; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.False(waiting.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1.25));

        await waiting.WaitAsync(TimeSpan.FromSeconds(5), Ct);
    }

    [Fact]
    public async Task A_crowd_that_was_woken_is_through_when_the_last_has_gone_on()
    {
        using var letGoOn = new ManualResetEventSlim();
        var (signals, through, lastBegan) = (new StreamSignals(), new TaskCompletionSource(), new TaskCompletionSource());
        for (var i = 0; i < 32; i++)
        {
            AddWaiting(signals, () => { });
        }

        AddWaiting(signals, () =>
        {
            lastBegan.SetResult();
            letGoOn.Wait(Ct);
        });

        signals.SetAll(through.SetResult);

        await lastBegan.Task.WaitAsync(TimeSpan.FromSeconds(30), Ct);
        Assert.False(through.Task.IsCompleted);
        letGoOn.Set();
        await through.Task.WaitAsync(TimeSpan.FromSeconds(30), Ct);
    }

    [Fact]
    public void Few_streams_that_were_woken_are_through_at_once()
    {
        var (signals, isThrough) = (new StreamSignals(), false);
        for (var i = 0; i < 32; i++)
        {
            AddWaiting(signals, () => { });
        }

        signals.SetAll(() => isThrough = true);

        Assert.True(isThrough);
    }

    [Fact]
    public void Waiting_and_being_woken_takes_no_memory()
    {
        var signal = new StreamSignal(_time);
        var woken = 0;
        _ = WaitAgainAndAgainAsync();
        Wake();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            Wake();
        }

        Assert.Equal((1001, 0), (woken, GC.GetAllocatedBytesForCurrentThread() - before));

        async Task WaitAgainAndAgainAsync()
        {
            for (; ; woken++)
            {
                await signal.AfterAsync(signal.News, Beat);
            }
        }

        void Wake()
        {
            if (signal.Raise())
            {
                signal.GoOn();
            }
        }
    }

    [Fact]
    public async Task Streams_that_are_equally_far_are_given_the_same_page_until_something_changes()
    {
        using var one = Open();
        using var two = Open();
        var (hers, his) = (one.Follow(FakeLog.Tablo), two.Follow(FakeLog.Tablo));
        await hers.ReadAfterAsync(long.MaxValue, Ct);
        await CommitAsync(FakeLog.Tablo);
        var page = hers.KnownAfter(0);

        Assert.Equal([1L], page?.Entries.Select(entry => entry.Sequence));
        Assert.Same(page, his.KnownAfter(0));
        Assert.Same(hers.KnownAfter(1), his.KnownAfter(1));
        await CommitAsync(FakeLog.Tablo);
        Assert.Equal([1L, 2L], his.KnownAfter(0)?.Entries.Select(entry => entry.Sequence));
    }

    [Fact]
    public async Task When_all_discussions_take_too_much_memory_the_quietest_are_forgotten_and_read_again()
    {
        using var stream = Open();
        TabloId[] tablos = [FakeLog.Tablo, TabloId.New(), TabloId.New()];
        var logs = tablos.Select(stream.Follow).ToArray();
        foreach (var log in logs)
        {
            await log.ReadAfterAsync(long.MaxValue, Ct);
        }

        var entry = _log.Commit(new string('x', 10_000));
        foreach (var tablo in tablos)
        {
            await _hub.BroadcastAsync(tablo, _log.Epoch, entry, Ct);
        }

        Assert.Equal([false, true, true], logs.Select(log => log.KnownAfter(0) is not null));
        Assert.Equal([1L], (await logs[0].ReadAfterAsync(0, Ct)).Entries.Select(each => each.Sequence));
        Assert.Equal([true, false, true], logs.Select(log => log.KnownAfter(0) is not null)); // it had news last
    }

    private IStreamSubscription Open() => _hub.Subscribe(new Watcher(AccountId.New(), SessionId.New().AsAccess()))!;

    private Task CommitAsync(TabloId tablo) => _hub.BroadcastAsync(tablo, _log.Epoch, _log.Commit(), Ct);

    private void AddWaiting(StreamSignals signals, Action goOn)
    {
        var signal = new StreamSignal(_time);
        signals.Add(signal);
        _ = WaitAsync();

        async Task WaitAsync()
        {
            await signal.AfterAsync(signal.News, Beat).ConfigureAwait(false); // goes on in the thread that wakes it
            goOn();
        }
    }
}
