using System.Diagnostics;
using Xtablo.Application.Operation;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Tablos;
using Xtablo.Infrastructure.Backplane;
using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Tests.Backplane;

/// <summary>Ringing, on lines good and bad.</summary>
public sealed class DoorbellTests : IClassFixture<OnPostgresServer>, IAsyncLifetime
{
    private readonly FakeLine _line = new();
    private readonly Lines<Doorbell> _log = new();
    private readonly Doorbell _doorbell;

    public DoorbellTests(OnPostgresServer xtablo) => _doorbell = new(
        _line, new Installation(xtablo.Get<Database>()), xtablo.Get<XtabloMetrics>(), TimeProvider.System, _log);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _doorbell.StartAsync(Ct);

    public async ValueTask DisposeAsync()
    {
        await _doorbell.StopAsync(CancellationToken.None);
        _doorbell.Dispose();
    }

    [Fact]
    public async Task Rings_of_the_same_moment_go_out_together_and_each_once()
    {
        var (one, other) = (TabloId.New(), TabloId.New());
        for (var i = 0; i < 500; i++)
        {
            _doorbell.Ring(Ring.OfLog(i % 2 == 0 ? one : other));
        }

        await Soon.IsAsync(() => !_line.Sent.IsEmpty, "a text was sent");

        Assert.InRange(_line.Sent.Count, 1, 5); // the machine may have been busy meanwhile
        Assert.Equal([Ring.OfLog(one), Ring.OfLog(other)], Sent().Distinct().OrderBy(ring => ring != Ring.OfLog(one)));
    }

    [Fact]
    public async Task While_the_line_is_down_ringing_neither_throws_nor_waits_and_is_said_once()
    {
        var failures = 0;
        _line.Sending = () => throw new InvalidOperationException($"no line {++failures}");
        var begun = Stopwatch.GetTimestamp();
        for (var i = 0; i < 20_000; i++)
        {
            _doorbell.Ring(Ring.OfLog(TabloId.New()));
        }

        Assert.True(Stopwatch.GetElapsedTime(begun) < TimeSpan.FromSeconds(2), "20,000 rings took more than two seconds");
        await Soon.IsAsync(() => failures > 0, "it was tried");
        _doorbell.Ring(Ring.OfLog(TabloId.New()));
        await Soon.IsAsync(() => failures > 1, "it was tried again");
        _line.Sending = null;
        var last = Ring.OfLog(TabloId.New());
        _doorbell.Ring(last);
        await Soon.IsAsync(() => Sent().Contains(last), "it rings again");

        Assert.StartsWith("Warning: The other nodes cannot be told of news;", Assert.Single(_log.Said), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_that_ends_with_the_program_is_no_failure()
    {
        Task? stopping = null;
        _line.Sending = () =>
        {
            stopping = _doorbell.StopAsync(CancellationToken.None);
            throw new IOException("The connection was closed.");
        };
        _doorbell.Ring(Ring.OfLog(TabloId.New()));
        await Soon.IsAsync(() => stopping is not null, "it rang");
        await stopping!;

        Assert.True(_doorbell.ExecuteTask!.IsCompletedSuccessfully, _doorbell.ExecuteTask.Exception?.Message);
    }

    [Fact]
    public async Task A_line_that_never_answers_is_given_up_after_a_second()
    {
        _line.Sending = () => new TaskCompletionSource().Task;
        _doorbell.Ring(Ring.OfLog(TabloId.New()));
        await Soon.IsAsync(() => !_log.Said.IsEmpty, "it was given up");
        _line.Sending = null;
        var last = Ring.OfLog(TabloId.New());
        _doorbell.Ring(last);

        await Soon.IsAsync(() => Sent().Contains(last), "it rings again");
        Assert.Contains("takes too long", Assert.Single(_log.Said), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_what_passes_there_is_one_text_at_a_time_however_much_it_is()
    {
        for (var i = 0; i < 2_000; i++)
        {
            _doorbell.Ring(Ring.OfHere(TabloId.New(), AccountId.New(), on: true));
        }

        var stored = Ring.OfLog(TabloId.New());
        _doorbell.Ring(stored);
        await Soon.IsAsync(() => Sent().Contains(stored) && Sent().Any(ring => ring.IsInPassing), "both were sent");

        Assert.InRange(Sent().Count(ring => ring.IsInPassing), 1, 2_000 / 4); // else it would be all
    }

    private List<Ring> Sent() => [.. _line.Sent.SelectMany(text =>
        new RingText(text[1..17], "of whoever heard").TryRead(text, out _, out var rings) ? rings : [])];
}
