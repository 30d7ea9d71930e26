using System.Net;

namespace Xtablo.Web.Tests.Discussions;

public sealed class WaitingOnAStreamTests(Limited<SqliteApp> server) : IClassFixture<Limited<SqliteApp>>
{
    [Fact]
    public async Task After_fifteen_seconds_of_silence_a_beat_carries_the_head_and_no_id()
    {
        var (app, time) = (server.App, server.Clock);
        var ada = await app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        using var stream = await ada.FollowAsync(discussion);
        var head = FollowingADiscussionTests.HeadOf(await stream.NextAsync("ready"));
        await stream.NextAsync("presence");

        var next = stream.NextAsync();
        for (var second = 1; second < 15; second++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.False(next.IsCompleted);
        while (!next.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(200)); // the stream may arm its wait a moment after the clock has moved
            await Task.Yield();
        }

        var beat = await next;
        Assert.Equal(("beat", null, head), (beat!.Event, beat.Id, FollowingADiscussionTests.HeadOf(beat)));
    }

    [Fact]
    public async Task Between_ten_and_fifteen_minutes_old_it_says_goodbye_so_that_the_browser_opens_another()
    {
        var (app, time) = (server.App, server.Clock);
        var ada = await app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        var opened = time.GetUtcNow();
        using var stream = await ada.FollowAsync(discussion);
        await stream.NextAsync("presence");

        var frame = await NextAsync();
        for (var beats = 0; frame?.Event == "beat" && beats < 60; beats++) // fifteen seconds apart or more, however late we hear of them
        {
            frame = await NextAsync();
        }

        Assert.Equal(("bye", """{"reason":"life"}"""), (frame?.Event, frame?.Data));
        Assert.True(time.GetUtcNow() - opened >= TimeSpan.FromMinutes(10));
        Assert.Null(await stream.NextAsync());

        async Task<SseFrame?> NextAsync()
        {
            var next = stream.NextAsync();
            while (!next.IsCompleted)
            {
                time.Advance(TimeSpan.FromSeconds(5)); // in steps: the stream may arm its wait a moment after the clock has moved
                await Task.WhenAny(next, Task.Delay(5, TestContext.Current.CancellationToken));
            }

            return await next;
        }
    }

    [Fact]
    public async Task The_thirty_first_stream_of_an_account_is_told_to_come_back_later()
    {
        var ada = await server.App.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        var streams = new List<SseStream>();
        for (var i = 0; i < 30; i++)
        {
            streams.Add(await ada.FollowAsync(discussion));
            await streams[^1].NextAsync("ready");
        }

        using var oneMore = await ada.FollowAsync(discussion);

        Assert.Equal(HttpStatusCode.OK, oneMore.Status);
        Assert.StartsWith("retry: 30000", (await oneMore.NextAsync())!.Raw, StringComparison.Ordinal);
        Assert.Null(await oneMore.NextAsync());
        streams.ForEach(stream => stream.Dispose());
    }
}
