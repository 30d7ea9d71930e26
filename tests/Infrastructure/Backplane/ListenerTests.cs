using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using Xtablo.Application.Operation;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Tablos;
using Xtablo.Infrastructure.Backplane;

namespace Xtablo.Infrastructure.Tests.Backplane;

/// <summary>Hearing, on lines good and bad.</summary>
public sealed class ListenerTests : IAsyncLifetime
{
    private readonly FakeLine _line = new();
    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());
    private readonly Lines<Listener> _log = new();
    private readonly OnPostgresServer _xtablo;
    private Answering? _answering;
    private Listener? _listener;

    public ListenerTests() => _xtablo = new()
    {
        With = settings => settings with { Backplane = new BackplaneSettings { Kind = BackplaneKind.Postgres } },
        Configure = services => services.Replace(ServiceDescriptor.Singleton<ILine>(_line)),
    };

    private Listener Listener => _listener!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _xtablo.InitializeAsync();
        await _xtablo.Get<Installation>().NameAsync(Ct); // and does not ask again, while the clock runs fast
        _answering = new Answering(
            _xtablo.Get<Lookups>(), _xtablo.Get<XtabloMetrics>(), _xtablo.Get<IOutages>(), _time, new Lines<Answering>());
        await _answering.StartAsync(Ct);
        _listener = new Listener(_line, _xtablo.Get<Installation>(), _answering, _time, _log);
    }

    public async ValueTask DisposeAsync()
    {
        await Listener.StopAsync(CancellationToken.None);
        await _answering!.StopAsync(CancellationToken.None);
        Listener.Dispose();
        _answering.Dispose();
        await _xtablo.DisposeAsync();
    }

    [Fact]
    public async Task A_line_on_which_this_node_hears_itself_counts()
    {
        await Listener.StartAsync(Ct);
        await UntilAsync(() => !_log.Said.IsEmpty, "it is said"); // a moment after it is so

        Assert.True(Listener.Hears);
        Assert.Equal("Information: This node hears the others ring", Assert.Single(_log.Said));
    }

    [Fact]
    public async Task A_line_that_delivers_nothing_is_said_once_and_tried_again()
    {
        _line.IsDeaf = true;
        await Listener.StartAsync(Ct);
        await UntilAsync(() => _line.Opened > 2, "it was tried again");
        Assert.False(Listener.Hears);
        Assert.Equal(
            "Warning: This node does not hear the others ring, and finds news by itself once a second; it tries again: the line is deaf", Assert.Single(_log.Said));

        _line.IsDeaf = false;

        await UntilAsync(() => Listener.Hears, "the node hears");
    }

    [Fact]
    public async Task A_line_that_falls_silent_is_made_anew_and_not_only_after_the_pause_of_one_that_was_always_deaf()
    {
        await Listener.StartAsync(Ct);
        await UntilAsync(() => Listener.Hears, "the node hears");
        var silentSince = _time.GetUtcNow();
        _line.IsDeaf = true;
        await UntilAsync(() => !Listener.Hears, "the node has noticed that it hears nothing");
        _line.IsDeaf = false;

        await UntilAsync(() => Listener.Hears, "the node hears");

        Assert.True(_line.Opened > 1);
        Assert.InRange((_time.GetUtcNow() - silentSince).TotalSeconds, 0, 40); // by this clock, which runs ahead of what it waits for
    }

    [Fact]
    public async Task After_a_break_it_listens_first_and_then_looks_at_everything()
    {
        var (ada, tablo) = await _xtablo.TabloAsync();
        await Listener.StartAsync(Ct);
        await UntilAsync(() => Listener.Hears, "the node hears");
        using var stream = _xtablo.Get<IRealtimeFeed>().Subscribe(new Watcher(ada.Id, SessionId.New().AsAccess()))!;
        var log = stream.Follow(tablo);
        var head = (await log.ReadAfterAsync(long.MaxValue, Ct)).Head;
        _line.IsDeaf = true; // so that nothing is looked up before the new line counts
        _line.Break();
        await UntilAsync(() => _line.Opened == 2, "it listens anew");
        await _xtablo.Tables.ExecuteAsync($"UPDATE discussions SET head = head + 1 WHERE tablo_id = '{tablo}'"); // and nobody rings
        Assert.Equal(head, log.Head!.Value.Sequence);

        _line.IsDeaf = false;

        await UntilAsync(() => log.Head!.Value.Sequence == head + 1, "everything was looked at");
    }

    [Fact]
    public async Task Of_its_own_rings_and_of_what_is_none_it_looks_up_nothing()
    {
        var (ada, tablo) = await _xtablo.TabloAsync();
        await Listener.StartAsync(Ct);
        await UntilAsync(() => Listener.Hears, "the node hears");
        using var stream = _xtablo.Get<IRealtimeFeed>().Subscribe(new Watcher(ada.Id, SessionId.New().AsAccess()))!;
        var log = stream.Follow(tablo);
        var head = (await log.ReadAfterAsync(long.MaxValue, Ct)).Head;
        var own = await _xtablo.Get<Installation>().TextAsync(Ct);
        await _xtablo.Tables.ExecuteAsync($"UPDATE discussions SET head = head + 1 WHERE tablo_id = '{tablo}'");
        using var sent = new SentStatements(_xtablo.Tables);

        _line.Say(Assert.Single(own.Write([Ring.OfLog(tablo)])).Text);
        _line.Say("no ring");
        _line.Say(Assert.Single(new RingText("of somebody else", "a node of theirs").Write([Ring.OfLog(tablo)])).Text);
        _line.Say(Assert.Single(new RingText(await NameAsync(), "a node of theirs").Write([Ring.OfLog(TabloId.New())])).Text);
        _line.Say(Assert.Single(new RingText(await NameAsync(), "another of ours.").Write([Ring.OfLog(tablo)])).Text);

        await UntilAsync(() => log.Head!.Value.Sequence == head + 1, "the last one was looked up");
        Assert.Single(sent.RoundTrips, trip => trip.Text.StartsWith("SELECT d.tablo_id, d.epoch, d.head", StringComparison.Ordinal)); // whose heads
    }

    [Fact]
    public async Task More_rings_than_it_can_hold_are_everything()
    {
        var (ada, tablo) = await _xtablo.TabloAsync();
        await Listener.StartAsync(Ct);
        await UntilAsync(() => Listener.Hears, "the node hears");
        using var stream = _xtablo.Get<IRealtimeFeed>().Subscribe(new Watcher(ada.Id, SessionId.New().AsAccess()))!;
        var log = stream.Follow(tablo);
        var head = (await log.ReadAfterAsync(long.MaxValue, Ct)).Head;
        await _xtablo.Tables.ExecuteAsync($"UPDATE discussions SET head = head + 1 WHERE tablo_id = '{tablo}'");
        var others = new RingText(await NameAsync(), "another of ours.");

        foreach (var (text, _) in others.Write([.. Enumerable.Range(0, 15_000).Select(_ => Ring.OfLog(TabloId.New()))]))
        {
            _line.Say(text); // the clock stands still, so nothing is looked up meanwhile
        }

        await UntilAsync(() => log.Head!.Value.Sequence == head + 1, "everything was looked at");
    }

    private Task<string> NameAsync() => _xtablo.Get<Installation>().NameAsync(Ct);

    /// <summary>As time goes by.</summary>
    private Task UntilAsync(Func<bool> holds, string what) => Soon.IsAsync(
        () =>
        {
            var isSo = holds();
            if (!isSo)
            {
                _time.Advance(TimeSpan.FromMilliseconds(100));
            }

            return isSo;
        },
        what);
}
