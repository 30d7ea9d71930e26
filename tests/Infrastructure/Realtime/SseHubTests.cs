using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Xtablo.Application.Operation;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Accounts;
using Xtablo.Infrastructure.Realtime;

namespace Xtablo.Infrastructure.Tests.Realtime;

public sealed class SseHubTests : IDisposable
{
    private static readonly Watcher Ada = new(AccountId.New(), SessionId.New().AsAccess());
    private readonly FakeLog _log = new();
    private readonly FakeTimeProvider _time = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly SseHub _hub;

    public SseHubTests() => _hub = HubWith(ringCapacity: 8);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _hub.Dispose();
        _services.Dispose();
    }

    [Fact]
    public async Task What_is_handed_over_in_order_is_delivered_without_reading_the_table()
    {
        using var stream = await FollowAsync();
        var readings = _log.Readings;
        await BroadcastAsync(_log.Commit());
        await BroadcastAsync(_log.Commit());

        Assert.Equal([1L, 2L], await stream.TakeAsync());
        Assert.Equal(readings, _log.Readings);
    }

    [Fact]
    public async Task What_another_node_stored_is_read_once_for_all_before_they_are_woken()
    {
        using var one = _hub.Subscribe(Ada)!;
        using var other = _hub.Subscribe(Ada)!;
        IFollowedLog[] logs = [one.Follow(FakeLog.Tablo), other.Follow(FakeLog.Tablo)];
        await logs[0].ReadAfterAsync(0, Ct);
        var (readings, news) = (_log.Readings, one.News);
        _log.Hold = new();
        _log.Commit();
        await ReconcileAsync();
        await _log.LookedAsync();
        Assert.Equal((news, news), (one.News, other.News));

        _log.Hold.SetResult();
        await Soon.IsAsync(() => (one.News, other.News) == (news + 1, news + 1), "the streams are woken");

        Assert.All(logs, log => Assert.Equal(1, log.KnownAfter(0)?.Entries.Single().Sequence));
        Assert.Equal(readings + 1, _log.Readings);
    }

    [Fact]
    public async Task When_it_cannot_be_read_they_are_woken_all_the_same()
    {
        using var stream = _hub.Subscribe(Ada)!;
        var log = stream.Follow(FakeLog.Tablo);
        await log.ReadAfterAsync(0, Ct);
        var news = stream.News;
        _log.Hold = new();
        _log.Hold.SetException(new TimeoutException());
        _log.Commit();
        await ReconcileAsync();

        await Soon.IsAsync(() => stream.News > news, "the stream is woken");
        _log.Hold = null;
        Assert.Equal(1, (await log.ReadAfterAsync(0, Ct)).Entries.Single().Sequence);
    }

    [Fact]
    public async Task A_discussion_that_is_merely_watched_keeps_nothing_and_can_be_followed_later()
    {
        using var hub = HubWith(ringCapacity: 100_000);
        using var watching = hub.Subscribe(Ada)!;
        watching.Watch(FakeLog.Tablo);
        await hub.BroadcastAsync(FakeLog.Tablo, _log.Epoch, _log.Commit(), Ct);
        var before = GC.GetAllocatedBytesForCurrentThread();
        await hub.BroadcastAsync(FakeLog.Tablo, _log.Epoch, _log.Commit(), Ct);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000); // a ring would be megabytes

        var log = watching.Follow(FakeLog.Tablo);
        await hub.BroadcastAsync(FakeLog.Tablo, _log.Epoch, _log.Commit(), Ct);
        var readings = _log.Readings;
        Assert.Equal([3L], (await log.ReadAfterAsync(2, Ct)).Entries.Select(entry => entry.Sequence));
        Assert.Equal(readings, _log.Readings); // from memory
        Assert.Equal([1L, 2L, 3L], (await log.ReadAfterAsync(0, Ct)).Entries.Select(entry => entry.Sequence));
    }

    [Fact]
    public void Of_a_discussion_that_is_gone_the_streams_end_within_a_round()
    {
        using var stream = _hub.Subscribe(Ada)!;
        stream.Follow(FakeLog.Tablo);
        _hub.Reconcile(_hub.Watched(), []);

        Assert.Equal(new StreamEnd(EndReasons.Removed, FakeLog.Tablo), stream.End);
    }

    [Fact]
    public async Task What_is_handed_over_out_of_order_is_delivered_in_order_all_the_same()
    {
        using var stream = await FollowAsync();
        var (one, two, three) = (_log.Commit(), _log.Commit(), _log.Commit());
        await BroadcastAsync(three);
        await BroadcastAsync(one);
        await BroadcastAsync(two);

        Assert.Equal([1L, 2L, 3L], await stream.TakeAsync());
        await BroadcastAsync(_log.Commit());
        Assert.Equal([4L], await stream.TakeAsync());
    }

    [Fact]
    public async Task What_is_handed_over_twice_is_delivered_once()
    {
        using var stream = await FollowAsync();
        var entry = _log.Commit();
        await BroadcastAsync(entry);
        await BroadcastAsync(entry);
        Assert.Equal([1L], await stream.TakeAsync());
        await BroadcastAsync(entry);

        Assert.Empty(await stream.TakeAsync());
    }

    [Fact]
    public async Task An_entry_whose_hint_was_lost_comes_with_the_next_one()
    {
        using var stream = await FollowAsync();
        _log.Commit();
        await BroadcastAsync(_log.Commit());

        Assert.Equal([1L, 2L], await stream.TakeAsync());
    }

    [Fact]
    public async Task An_entry_whose_hint_was_lost_comes_with_the_reconcile_when_none_follows()
    {
        using var stream = await FollowAsync();
        var waiting = stream.WaitAsync();
        _log.Commit();
        Assert.False(waiting.IsCompleted);

        await ReconcileAsync();
        await waiting;

        Assert.Equal([1L], await stream.TakeAsync());
    }

    [Fact]
    public async Task An_entry_committed_while_a_stream_reads_is_not_missed()
    {
        using var stream = _hub.Subscribe(Ada)!;
        var log = stream.Follow(FakeLog.Tablo);
        _log.Commit();
        _log.Hold = new();
        var reading = log.ReadAfterAsync(0, Ct);
        await _log.LookedAsync();
        await BroadcastAsync(_log.Commit()); // the reading has looked already and does not have it
        _log.Hold.SetResult();
        _log.Hold = null;

        Assert.Equal([1L], (await reading).Entries.Select(entry => entry.Sequence));
        Assert.Equal([2L], (await log.ReadAfterAsync(1, Ct)).Entries.Select(entry => entry.Sequence));
    }

    [Fact]
    public async Task An_entry_committed_while_the_hub_reads_is_not_missed()
    {
        _log.Commit();
        using var stream = await FollowAsync();
        _log.Commit();
        _log.Hold = new();
        await ReconcileAsync();
        await _log.LookedAsync();
        await BroadcastAsync(_log.Commit()); // the reading has looked already and does not have it
        _log.Hold.SetResult();
        _log.Hold = null;

        Assert.Equal([2L, 3L], await stream.TakeAsync());
    }

    [Fact]
    public async Task A_hint_between_looking_and_waiting_is_not_missed()
    {
        using var stream = await FollowAsync();
        Assert.Empty(await stream.TakeAsync());
        await BroadcastAsync(_log.Commit());

        await stream.WaitAsync();

        Assert.Equal([1L], await stream.TakeAsync());
    }

    [Fact]
    public async Task A_reader_that_fell_off_the_ring_reads_the_table_without_a_gap()
    {
        using var slow = await FollowAsync();
        for (var i = 0; i < 30; i++)
        {
            await BroadcastAsync(_log.Commit());
        }

        Assert.Equal(Enumerable.Range(1, 30).Select(i => (long)i), await slow.TakeAsync());
    }

    [Fact]
    public async Task With_a_ring_of_one_everything_still_comes()
    {
        using var hub = HubWith(ringCapacity: 1);
        using var stream = new Follower(hub.Subscribe(Ada)!);
        await stream.StartAsync();
        var seen = new List<long>();
        for (var i = 0; i < 20; i++)
        {
            await hub.BroadcastAsync(FakeLog.Tablo, _log.Epoch, _log.Commit(), Ct);
            if (i % 3 == 0)
            {
                seen.AddRange(await stream.TakeAsync());
            }
        }

        seen.AddRange(await stream.TakeAsync());
        Assert.Equal(Enumerable.Range(1, 20).Select(i => (long)i), seen);
    }

    [Fact]
    public async Task A_thousand_streams_at_the_head_share_one_reading()
    {
        var streams = new List<Follower>();
        for (var i = 0; i < 1000; i++)
        {
            streams.Add(await FollowAsync());
        }

        var readings = _log.Readings;
        _log.Commit();
        await ReconcileAsync();
        var taken = await Task.WhenAll(streams.Select(stream => stream.TakeAsync()));

        Assert.All(taken, entries => Assert.Equal([1L], entries));
        Assert.Equal(readings + 1, _log.Readings);
        streams.ForEach(stream => stream.Dispose());
    }

    [Fact]
    public async Task After_a_restart_streams_that_missed_a_little_share_one_reading()
    {
        for (var i = 0; i < 7; i++)
        {
            _log.Commit();
        }

        var logs = Enumerable.Range(0, 100).Select(_ => _hub.Subscribe(Ada)!.Follow(FakeLog.Tablo)).ToList();
        var pages = await Task.WhenAll(logs.Select((log, i) => log.ReadAfterAsync(2 + (i % 5), Ct).AsTask()));

        Assert.All(pages.Index(), each => Assert.Equal(7 - (2 + (each.Index % 5)), each.Item.Entries.Count));
        Assert.Equal(1, _log.Readings);
    }

    [Fact]
    public async Task What_is_read_from_further_back_joins_what_is_in_memory()
    {
        using var stream = await FollowAsync();
        await BroadcastAsync(_log.Commit());
        using var hub = HubWith(ringCapacity: 8);
        var late = hub.Subscribe(Ada)!.Follow(FakeLog.Tablo);
        await late.ReadAfterAsync(long.MaxValue, Ct);
        for (var i = 0; i < 3; i++)
        {
            await hub.BroadcastAsync(FakeLog.Tablo, _log.Epoch, _log.Commit(), Ct);
        }

        var whole = await late.ReadAfterAsync(0, Ct);
        var readings = _log.Readings;
        var again = await late.ReadAfterAsync(0, Ct);

        Assert.Equal([1L, 2L, 3L, 4L], whole.Entries.Select(entry => entry.Sequence));
        Assert.Equal(whole.Entries, again.Entries);
        Assert.Equal(readings, _log.Readings);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_becomes_of_the_hints_each_entry_comes_once_and_in_order(int seed)
    {
        var random = new Random(seed);
        using var stream = await FollowAsync();
        var late = new List<StreamEntry>();
        var seen = new List<long>();
        for (var i = 0; i < 500; i++)
        {
            var entry = _log.Commit();
            switch (random.Next(5))
            {
                case 0: // lost
                    break;
                case 1: // late, and by then out of order
                    late.Add(entry);
                    break;
                case 2: // twice
                    await BroadcastAsync(entry);
                    await BroadcastAsync(entry);
                    break;
                default:
                    await BroadcastAsync(entry);
                    break;
            }

            if (random.Next(7) == 0)
            {
                foreach (var hint in late.OrderBy(_ => random.Next()))
                {
                    await BroadcastAsync(hint);
                }

                late.Clear();
                seen.AddRange(await stream.TakeAsync());
            }
        }

        await ReconcileAsync();
        seen.AddRange(await stream.TakeAsync());
        Assert.Equal(Enumerable.Range(1, 500).Select(i => (long)i), seen);
    }

    [Fact]
    public async Task An_older_entry_shows_its_message_as_it_is_now()
    {
        using var slow = await FollowAsync();
        var posted = _log.Commit();
        await BroadcastAsync(posted);
        await BroadcastAsync(_log.CommitChangeOf(posted, "changed"));

        var page = await slow.Log.ReadAfterAsync(slow.Cursor.Sequence, Ct);

        Assert.Equal([1L, 2L], page.Entries.Select(entry => entry.Sequence));
        Assert.All(page.Entries, entry => Assert.Equal("changed", entry.Message.Body));
    }

    [Fact]
    public async Task Another_epoch_drops_what_was_kept_of_the_old_history()
    {
        using var stream = await FollowAsync();
        await BroadcastAsync(_log.Commit());
        _log.Epoch = new("epoch111");
        await ReconcileAsync();

        await stream.WaitAsync();
        var page = await stream.Log.ReadAfterAsync(stream.Cursor.Sequence, Ct);

        Assert.Equal(_log.Epoch, page.Epoch);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)] // the last one
    public async Task A_log_with_a_gap_is_counted_once_and_nothing_beyond_the_gap_is_delivered(long lost)
    {
        long gaps = 0;
        using var listener = new MeterListener();
        var meters = _services.GetRequiredService<IMeterFactory>();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Name == "xtablo.log_gap" && ReferenceEquals(instrument.Meter.Scope, meters))
            {
                l.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, measured, _, _) => gaps += measured);
        listener.Start();
        using var stream = await FollowAsync();
        for (var i = 0; i < 4; i++)
        {
            _log.Commit();
        }

        _log.Lose(lost);
        await ReconcileAsync();

        Assert.Equal(Enumerable.Range(1, (int)lost - 1).Select(i => (long)i), await stream.TakeAsync());
        Assert.Empty(await stream.TakeAsync());
        Assert.Equal(1, gaps);
    }

    [Fact]
    public async Task A_gap_behind_a_stream_does_not_stop_it()
    {
        for (var i = 0; i < 6; i++)
        {
            _log.Commit();
        }

        _log.Lose(2);
        var stream = _hub.Subscribe(Ada)!.Follow(FakeLog.Tablo);

        Assert.Equal([5L, 6L], (await stream.ReadAfterAsync(4, Ct)).Entries.Select(entry => entry.Sequence));
    }

    [Fact]
    public void A_discussion_nobody_watches_is_forgotten()
    {
        var one = _hub.Subscribe(Ada)!;
        var two = _hub.Subscribe(Ada)!;
        one.Follow(FakeLog.Tablo);
        two.Watch(FakeLog.Tablo);
        one.Dispose();
        one.Dispose();
        Assert.Equal([FakeLog.Tablo], _hub.Watched());
        two.Dispose();

        Assert.Empty(_hub.Watched());
        Assert.Empty(_hub.Subscriptions());
    }

    [Fact]
    public async Task A_session_that_ends_ends_its_streams_and_no_others()
    {
        var elsewhere = Ada with { Access = SessionId.New().AsAccess() };
        using var hers = _hub.Subscribe(Ada)!;
        using var others = _hub.Subscribe(elsewhere)!;

        await _hub.EndStreamsOfAsync([Ada.Access], Ct);

        Assert.True(hers.Ended.IsCancellationRequested);
        Assert.Equal(EndReasons.SignedOut, hers.End?.Reason);
        Assert.False(others.Ended.IsCancellationRequested);
    }

    [Fact]
    public void An_account_has_so_many_streams_and_no_more()
    {
        using var hub = new SseHub(_log, new HubOptions(8, TimeSpan.FromMilliseconds(10), StreamsPerAccount: 2), Metrics(), _time, NullLogger<SseHub>.Instance);
        var one = hub.Subscribe(Ada);
        using var two = hub.Subscribe(Ada);
        Assert.Null(hub.Subscribe(Ada));
        using var bobs = hub.Subscribe(new Watcher(AccountId.New(), SessionId.New().AsAccess()));
        Assert.NotNull(bobs);
        one!.Dispose();
        using var again = hub.Subscribe(Ada);

        Assert.NotNull(again);
    }

    private Task BroadcastAsync(StreamEntry entry) => _hub.BroadcastAsync(FakeLog.Tablo, _log.Epoch, entry, Ct);

    private async Task ReconcileAsync() => _hub.Reconcile(_hub.Watched(), await _log.ReadHeadsAsync(_hub.Watched(), Ct));

    private SseHub HubWith(int ringCapacity) =>
        new(_log, new HubOptions(ringCapacity, TimeSpan.FromMilliseconds(10), StreamsPerAccount: null), Metrics(), _time, NullLogger<SseHub>.Instance);

    private XtabloMetrics Metrics() => new(_services.GetRequiredService<IMeterFactory>());

    private async Task<Follower> FollowAsync()
    {
        var follower = new Follower(_hub.Subscribe(Ada)!);
        await follower.StartAsync();
        return follower;
    }

    /// <summary>A stream without a browser: a cursor, and what it was given.</summary>
    private sealed class Follower(IStreamSubscription subscription) : IDisposable
    {
        private long _news = subscription.News;

        public IFollowedLog Log { get; } = subscription.Follow(FakeLog.Tablo);

        public Cursor Cursor { get; private set; }

        public async Task StartAsync()
        {
            var page = await Log.ReadAfterAsync(long.MaxValue, Ct);
            Cursor = new Cursor(page.Epoch, page.Head);
        }

        public async Task<List<long>> TakeAsync()
        {
            _news = subscription.News;
            var taken = new List<long>();
            while (true)
            {
                var page = await Log.ReadAfterAsync(Cursor.Sequence, Ct);
                if (page.Entries.Count == 0)
                {
                    return taken;
                }

                Assert.Equal(Enumerable.Range(1, page.Entries.Count).Select(i => Cursor.Sequence + i), page.Entries.Select(e => e.Sequence));
                taken.AddRange(page.Entries.Select(entry => entry.Sequence));
                Cursor = Cursor with { Sequence = taken[^1] };
                if (page.Head == Cursor.Sequence)
                {
                    return taken;
                }
            }
        }

        /// <summary>Until there is news since it last looked.</summary>
        public Task WaitAsync() => subscription.NewsAfterAsync(_news, TimeSpan.FromMinutes(1)).AsTask().WaitAsync(TimeSpan.FromSeconds(5), Ct);

        public void Dispose() => subscription.Dispose();
    }
}
