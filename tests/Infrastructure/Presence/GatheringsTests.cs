using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Xtablo.Application.Operation;
using Xtablo.Application.Presence;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Tablos;
using Xtablo.Infrastructure.Presence;
using Xtablo.Infrastructure.Realtime;
using Xtablo.Infrastructure.Tests.Realtime;

namespace Xtablo.Infrastructure.Tests.Presence;

/// <summary>Who is here, and who writes, as time goes by.</summary>
public sealed class GatheringsTests : IDisposable
{
    private static readonly TabloId Tablo = TabloId.New();
    private static readonly Person Ada = Named("Ada");
    private static readonly Person Bob = Named("Bob");

    private readonly FakeTimeProvider _time = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().AddSingleton<XtabloMetrics>().BuildServiceProvider();
    private readonly SseHub _hub;
    private readonly Gatherings _gatherings;

    public GatheringsTests()
    {
        _hub = new SseHub(
            new FakeLog(), new HubOptions(8, TimeSpan.FromMilliseconds(10), null), _services.GetRequiredService<XtabloMetrics>(), _time, NullLogger<SseHub>.Instance);
        _gatherings = new Gatherings(_hub, _time);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private IEnumerable<Person> Here => _gatherings.Of(Tablo).Here.Shown;

    public void Dispose()
    {
        _gatherings.Dispose();
        _hub.Dispose();
        _services.Dispose();
    }

    [Fact]
    public async Task Who_says_so_is_here_for_a_minute()
    {
        await SayHereAsync(Ada);
        Pass(59);
        Assert.Equal([Ada], Here);

        Pass(2);

        Assert.Same(PresentSet.Nobody, _gatherings.Of(Tablo).Here);
    }

    [Fact]
    public async Task Who_says_so_again_stays_in_the_place_where_they_came()
    {
        await SayHereAsync(Ada);
        await SayHereAsync(Bob);
        Pass(40);
        await SayHereAsync(Ada);
        await SayHereAsync(Bob);
        var set = _gatherings.Of(Tablo).Here;
        Pass(40);

        Assert.Equal([Ada, Bob], Here);
        Assert.Same(set, _gatherings.Of(Tablo).Here); // nothing has changed, so nobody is told anything
    }

    [Fact]
    public async Task Who_leaves_is_gone_and_who_has_another_name_is_told_under_it()
    {
        await SayHereAsync(Ada);
        await SayHereAsync(Bob);
        Pass(1);

        await _gatherings.SayHereAsync(Tablo, Ada, on: false, Ct);
        await SayHereAsync(Bob with { Name = DisplayName.From("Robert") });
        Pass(1);

        Assert.Equal(["Robert"], Here.Select(person => person.Name.Value));
    }

    [Fact]
    public async Task However_many_come_the_set_is_told_once_a_second()
    {
        await SayHereAsync(Ada);
        var (before, first) = (_gatherings.Changes, _gatherings.Of(Tablo).Here);
        for (var i = 0; i < 500; i++)
        {
            await SayHereAsync(Named($"Person {i}"));
        }

        Assert.Same(first, _gatherings.Of(Tablo).Here);
        Pass(1);

        Assert.Equal(before + 1, _gatherings.Changes);
        Assert.Equal((PresentSet.MostShown, 451), (_gatherings.Of(Tablo).Here.Shown.Count, _gatherings.Of(Tablo).Here.More));
    }

    [Fact]
    public async Task A_sign_of_writing_is_of_now_and_ends_but_once()
    {
        await _gatherings.SayTypingAsync(Tablo, Ada, on: true, Ct);
        var begun = Assert.Single(_gatherings.Of(Tablo).Typing);
        await _gatherings.SayTypingAsync(Tablo, Ada, on: false, Ct);
        var ended = Assert.Single(_gatherings.Of(Tablo).Typing);
        var changes = _gatherings.Changes;
        await _gatherings.SayTypingAsync(Tablo, Ada, on: false, Ct);
        await _gatherings.SayTypingAsync(Tablo, Bob, on: false, Ct);
        Assert.Equal(changes, _gatherings.Changes);
        Pass(6);

        Assert.Equal(((Ada, true), (Ada, false)), ((begun.Who, begun.On), (ended.Who, ended.On)));
        Assert.True(ended.Number > begun.Number);
        Assert.Empty(_gatherings.Of(Tablo).Typing);
    }

    [Fact]
    public async Task Of_who_is_forgotten_nothing_is_left_here_or_everywhere()
    {
        var other = TabloId.New();
        foreach (var tablo in (TabloId[])[Tablo, other])
        {
            await _gatherings.SayHereAsync(tablo, Ada, on: true, Ct);
            await _gatherings.SayTypingAsync(tablo, Ada, on: true, Ct);
        }

        await _gatherings.ForgetAsync(Ada.Id, Tablo, Ct);
        Pass(1);
        Assert.Empty(Here);
        Assert.False(Assert.Single(_gatherings.Of(Tablo).Typing).On);
        Assert.Equal([Ada], _gatherings.Of(other).Here.Shown);

        await _gatherings.ForgetAsync(Ada.Id, tabloId: null, Ct);
        Pass(1);
        Assert.Empty(_gatherings.Of(other).Here.Shown);
    }

    [Fact]
    public async Task A_stream_that_shows_the_discussion_is_woken_and_nothing_counts_for_it()
    {
        using var shows = _hub.Subscribe(new Watcher(Ada.Id, SessionId.New().AsAccess()))!;
        using var watches = _hub.Subscribe(new Watcher(Bob.Id, SessionId.New().AsAccess()))!;
        shows.Follow(Tablo);
        watches.Watch(Tablo);
        var (news, stored, watched) = (shows.News, shows.StoredNews, watches.News);

        await _gatherings.SayTypingAsync(Tablo, Bob, on: true, Ct);

        Assert.Equal((news + 1, stored, watched), (shows.News, shows.StoredNews, watches.News));
    }

    [Fact]
    public async Task While_nobody_comes_or_goes_no_stream_is_woken_and_once_all_have_gone_no_clock_runs()
    {
        using var stream = _hub.Subscribe(new Watcher(Ada.Id, SessionId.New().AsAccess()))!;
        stream.Follow(Tablo);
        await SayHereAsync(Bob);
        Pass(1);
        var (news, changes) = (stream.News, _gatherings.Changes);
        Pass(58);
        Assert.Equal((news, changes), (stream.News, _gatherings.Changes));
        Assert.True(_gatherings.IsSweeping);

        Pass(3);

        Assert.Equal(news + 1, stream.News);
        Assert.False(_gatherings.IsSweeping);
    }

    private static Person Named(string name) => new(AccountId.New(), DisplayName.From(name));

    private Task SayHereAsync(Person who) => _gatherings.SayHereAsync(Tablo, who, on: true, Ct);

    private void Pass(int seconds)
    {
        for (; seconds > 0; seconds--)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
        }
    }
}
