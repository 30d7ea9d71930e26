using Microsoft.Extensions.Time.Testing;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Tablos;
using Xtablo.Infrastructure.Backplane;

namespace Xtablo.Infrastructure.Tests.Backplane;

public sealed class RingSetTests
{
    private readonly RingSet _rings = new(most: 3);

    [Fact]
    public async Task However_often_it_is_rung_it_is_rung_once()
    {
        var tablo = TabloId.New();
        Assert.True(_rings.Add(Ring.OfLog(tablo)));
        Assert.True(_rings.Add(Ring.OfLog(tablo)));

        Assert.Equal([Ring.OfLog(tablo)], await TakeAsync());
    }

    [Fact]
    public async Task Of_two_that_contradict_each_other_the_later_one_counts()
    {
        var (tablo, ada) = (TabloId.New(), AccountId.New());
        _rings.Add(Ring.OfTyping(tablo, ada, on: true));
        _rings.Add(Ring.OfTyping(tablo, ada, on: false));
        _rings.Add(Ring.OfHere(tablo, ada, on: false));
        _rings.Add(Ring.OfHere(tablo, ada, on: true));

        Assert.Equal([RingKind.Here, RingKind.NotTyping], (await TakeAsync())!.Select(ring => ring.Kind).Order());
    }

    [Fact]
    public async Task There_are_no_more_than_so_many()
    {
        Ring[] rings = [.. Enumerable.Range(0, 4).Select(_ => Ring.OfLog(TabloId.New()))];

        Assert.Equal([true, true, true, false], rings.Select(_rings.Add));
        Assert.True(_rings.Add(rings[0])); // it is there already
        Assert.Equal(3, (await TakeAsync())!.Count);
        Assert.True(_rings.Add(rings[3]));
    }

    [Fact]
    public async Task Everything_is_in_the_place_of_what_was_rung_for()
    {
        _rings.Add(Ring.OfLog(TabloId.New()));
        _rings.AddAll();

        Assert.Null(await TakeAsync());
    }

    [Fact]
    public async Task The_first_is_taken_at_once_and_what_comes_soon_after_it_together()
    {
        var (time, pace) = (new FakeTimeProvider(), TimeSpan.FromMilliseconds(5));
        Ring[] rings = [.. Enumerable.Range(0, 3).Select(_ => Ring.OfLog(TabloId.New()))];
        Task<IReadOnlyList<Ring>?> NextAsync() => _rings.TakeAsync(pace, time, TestContext.Current.CancellationToken);
        _rings.Add(rings[0]);
        Assert.Equal([rings[0]], await NextAsync());

        _rings.Add(rings[1]);
        var next = NextAsync();
        _rings.Add(rings[2]);
        time.Advance(TimeSpan.FromMilliseconds(4));
        Assert.False(next.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(2, (await next)?.Count);

        time.Advance(pace);
        _rings.Add(rings[0]);
        Assert.True(NextAsync().IsCompletedSuccessfully);
    }

    private async Task<IReadOnlyList<Ring>?> TakeAsync() =>
        await _rings.TakeAsync(TimeSpan.Zero, TimeProvider.System, TestContext.Current.CancellationToken);
}
