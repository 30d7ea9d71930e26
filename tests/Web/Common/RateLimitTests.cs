using System.Net;
using Microsoft.Extensions.Time.Testing;

namespace Xtablo.Web.Tests.Common;

public abstract class RateLimitTests : IAsyncLifetime
{
    private readonly XtabloApp _app;
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 25, 9, 0, 0, TimeSpan.Zero));

    protected RateLimitTests(XtabloApp app)
    {
        _app = app;
        app.Time = _clock;
        app.Settings["Xtablo:RateLimits:Enabled"] = "true";
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _app.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task The_31st_message_within_ten_seconds_comes_back_with_its_text_and_may_be_sent_later()
    {
        var ada = await _app.SignedInAsync();
        var bob = await _app.SignedInAsync("Bob");
        var discussion = await ada.CreateTabloAsync();
        for (var i = 0; i < 30; i++)
        {
            await ada.SayAsync(discussion, $"Message {i}");
        }

        var clientId = Guid.CreateVersion7().ToString();
        using var refused = await ada.TrySayAsync(discussion, "One too many", clientId);
        using var plain = await ada.TrySayAsync(discussion, "One too many", clientId, htmx: false);
        foreach (var answer in (HttpResponseMessage[])[refused, plain])
        {
            Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
            Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10));
            var form = await answer.Content.ReadAsStringAsync(Ct);
            Assert.Contains("One too many</textarea>", form, StringComparison.Ordinal);
            Assert.Contains(clientId, form, StringComparison.Ordinal);
            Assert.Contains("That was too many at once.", form, StringComparison.Ordinal);
        }

        await bob.SayAsync(await bob.CreateTabloAsync(), "Others may");
        _clock.Advance(TimeSpan.FromSeconds(11));
        var row = await ada.SayAsync(discussion, "One too many", clientId);
        Assert.Equal(31, row.Number);
    }

    [Fact]
    public async Task A_program_hears_when_it_may_go_on()
    {
        var ada = await _app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        var api = await ApiClient.OfAsync(ada);
        var messages = $"/api/tablos/{discussion.Split('/')[2]}/messages";
        for (var i = 0; i < 30; i++)
        {
            using var posted = await api.PostAsync(messages, new { body = $"{i}" });
            Assert.Equal(HttpStatusCode.Created, posted.StatusCode);
        }

        using var refused = await api.PostAsync(messages, new { body = "Once more" });

        Assert.Equal((HttpStatusCode.TooManyRequests, "application/problem+json"), (refused.StatusCode, refused.Content.Headers.ContentType?.MediaType));
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task The_121st_stream_opened_within_a_minute_is_told_to_come_back_later()
    {
        var ada = await _app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        for (var i = 0; i < 120; i++)
        {
            using var stream = await ada.FollowAsync(discussion);
            await stream.NextAsync("ready");
        }

        using var refused = await ada.FollowAsync(discussion);
        Assert.Equal(HttpStatusCode.OK, refused.Status);
        Assert.Contains("retry: 30000", (await refused.NextAsync())!.Raw, StringComparison.Ordinal);
        Assert.Null(await refused.NextAsync());
        _clock.Advance(TimeSpan.FromSeconds(61));
        using var later = await ada.FollowAsync(discussion);
        await later.NextAsync("ready");
    }

    public sealed class OnSqlite() : RateLimitTests(new SqliteApp());

    public sealed class OnPostgres() : RateLimitTests(new PostgresApp());
}
