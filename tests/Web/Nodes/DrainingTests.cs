using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Xtablo.Web.Leaving;

namespace Xtablo.Web.Tests.Nodes;

/// <summary>A server that is asked to end goes on for a while, and sees to it that nobody comes any more.</summary>
public sealed class DrainingTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(TimeProvider.System.GetUtcNow());
    private readonly SqliteApp _app = new() { Settings = { ["Xtablo:DrainSeconds"] = "20" } };

    private CancellationToken? _stopping;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Draining Draining => _app.Services.GetRequiredService<Draining>();

    /// <summary>Asked before it stops too: after that there are no services to be asked for it.</summary>
    private bool IsStopping => (_stopping ??= _app.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping).IsCancellationRequested;

    public ValueTask InitializeAsync()
    {
        _app.Time = _clock;
        return _app.InitializeAsync();
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task While_it_drains_it_answers_and_posts_but_each_answer_ends_its_connection_and_it_is_not_ready()
    {
        var ada = await _app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        using (var before = await ada.GetAsync(discussion))
        {
            Assert.Null(before.Headers.ConnectionClose);
        }

        _ = Draining.DrainAsync();

        using var page = await ada.GetAsync(discussion);
        using var posted = await ada.TrySayAsync(discussion, "still here");
        using var ready = await ada.GetAsync("/health/ready");
        using var live = await ada.GetAsync("/health/live");
        Assert.Equal((HttpStatusCode.OK, true), (page.StatusCode, page.Headers.ConnectionClose));
        Assert.Equal((HttpStatusCode.OK, true), (posted.StatusCode, posted.Headers.ConnectionClose));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        Assert.False(IsStopping);
    }

    [Fact]
    public async Task Its_streams_end_one_after_the_other_with_bye_and_new_ones_are_asked_to_come_back()
    {
        var ada = await _app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        using var one = await ada.FollowAsync(discussion);
        using var other = await ada.FollowAsync(discussion);
        await one.UntilReadyAsync();
        await other.UntilReadyAsync();

        var draining = Draining.DrainAsync();
        using var late = await ada.FollowAsync(discussion);
        Assert.Equal("retry: 1000", (await late.NextAsync())?.Raw.Split('\n')[0]);
        Assert.Null(await late.NextAsync());

        _clock.Advance(TimeSpan.FromSeconds(1));
        var (first, second) = (one.NextAsync("bye"), other.NextAsync("bye"));
        var ended = await await Task.WhenAny(first, second);
        Assert.Equal("""{"reason":"shutdown"}""", ended.Data);
        Assert.False(first.IsCompleted && second.IsCompleted);
        Assert.False(IsStopping);
        while (!draining.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.True(IsStopping);
    }

    [Fact]
    public async Task A_second_request_ends_it_at_once()
    {
        _ = Draining.DrainAsync();
        Assert.False(IsStopping);

        await Draining.DrainAsync();

        Assert.True(IsStopping);
    }
}
