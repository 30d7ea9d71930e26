using System.Net;
using Microsoft.Extensions.Time.Testing;

namespace Xtablo.Web.Tests.Common;

/// <summary>The clock is moved on before each test, so that each begins with nothing counted.</summary>
public abstract class RateLimitTests
{
    private readonly XtabloApp _app;
    private readonly FakeTimeProvider _clock;

    protected RateLimitTests(XtabloApp app, FakeTimeProvider clock)
    {
        (_app, _clock) = (app, clock);
        clock.Advance(TimeSpan.FromMinutes(2));
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_31st_message_within_ten_seconds_comes_back_with_its_text_and_may_be_sent_later()
    {
        var ada = await _app.SignedInAsync();
        var bob = await _app.SignedInAsync("Bob");
        var discussion = await ada.CreateTabloAsync();
        var said = await ada.SayAsync(discussion, "Message 0");
        for (var i = 1; i < 30; i++)
        {
            await ada.SayAsync(discussion, $"Message {i}");
        }

        using var edited = await ada.PostAsync($"{discussion}/messages/{said.Id}/edit", new() { ["body"] = "Or an edit" });
        Assert.Equal(HttpStatusCode.TooManyRequests, edited.StatusCode);
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
            Assert.Contains("Too many requests. Try again in ", form, StringComparison.Ordinal);
        }

        await bob.SayAsync(await bob.CreateTabloAsync(), "Others may");
        _clock.Advance(TimeSpan.FromSeconds(11));
        var row = await ada.SayAsync(discussion, "One too many", clientId);
        Assert.Equal(31, row.Number);
    }

    [Fact]
    public async Task Who_opens_streams_too_often_is_asked_to_come_back_before_anything_is_looked_up()
    {
        var ada = await _app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        for (var i = 0; i < 120; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Head, $"{discussion}/stream");
            using var head = await ada.Http.SendAsync(request, Ct);
            Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        }

        var unknown = string.Join('&', Enumerable.Range(0, 50).Select(_ => $"after={Guid.CreateVersion7():N}.0"));
        foreach (var path in (string[])[$"{discussion}/stream", $"/stream?{unknown}", $"/tablos/{Guid.CreateVersion7()}/discussion/stream"])
        {
            using var answer = await ada.Http.GetAsync(new Uri(path, UriKind.Relative), Ct);
            Assert.Equal((path, "retry: 30000\n: ok\n\n"), (path, await answer.Content.ReadAsStringAsync(Ct)));
        }
    }

    [Fact]
    public async Task A_program_hears_when_it_may_go_on()
    {
        var ada = await _app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        var api = await ApiClient.OfAsync(ada);
        var messages = $"/api/tablos/{discussion.Split('/')[2]}/messages";
        var id = "";
        for (var i = 0; i < 30; i++)
        {
            id = (await ApiClient.JsonOf(api.PostAsync(messages, new { body = $"{i}" }), HttpStatusCode.Created)).GetProperty("id").GetString();
        }

        using var posted = await api.PostAsync(messages, new { body = "Once more" });
        using var edited = await api.PatchAsync($"{messages}/{id}", new { body = "Or an edit" });

        foreach (var refused in (HttpResponseMessage[])[posted, edited])
        {
            Assert.Equal((HttpStatusCode.TooManyRequests, "application/problem+json"), (refused.StatusCode, refused.Content.Headers.ContentType?.MediaType));
            Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10));
        }
    }

    [Theory]
    [InlineData("/tablos/{tablo}/members", 20)]
    [InlineData("/register", 120)]
    [InlineData("/forgot", 10)]
    [InlineData("/sign-in/passkey", 60)]
    [InlineData("/sign-in/passkey/options", 60)]
    [InlineData("/account/passkeys/options", 60)]
    [InlineData("/tablos", 30)]
    [InlineData("/tablos/{tablo}/rename", 120)]
    [InlineData("/tablos/{tablo}/discussion/read", 600)]
    [InlineData("/tablos/{tablo}/discussion/here", 240)]
    [InlineData("/tablos/{tablo}/discussion/typing", 120)]
    public async Task What_costs_others_something_is_taken_so_often_and_not_once_more(string path, int most)
    {
        var ada = await _app.SignedInAsync();
        var address = path.Replace("{tablo}", (await ada.CreateTabloAsync()).Split('/')[2], StringComparison.Ordinal);
        var who = path.StartsWith("/tablos", StringComparison.Ordinal) || path.StartsWith("/account", StringComparison.Ordinal) ? ada : _app.Visitor();
        for (var i = 0; i < most; i++)
        {
            using var taken = await who.PostAsync(address, []);
            Assert.True(taken.StatusCode is HttpStatusCode.OK or HttpStatusCode.NoContent or HttpStatusCode.UnprocessableEntity, $"{i}: {taken.StatusCode}");
        }

        using var refused = await who.PostAsync(address, []);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task What_a_browser_says_and_is_saved_for_later_never_stands_in_the_way_of_a_post()
    {
        var ada = await _app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        var row = await ada.SayAsync(discussion, "Message 0");
        foreach (var what in (string[])["here", "typing", $"messages/{row.Id}/later"])
        {
            HttpStatusCode status;
            do
            {
                using var answer = await ada.PostAsync($"{discussion}/{what}", [], htmx: true);
                status = answer.StatusCode;
            }
            while (status == HttpStatusCode.NoContent);

            Assert.Equal(HttpStatusCode.TooManyRequests, status);
        }

        for (var i = 1; i < 30; i++)
        {
            await ada.SayAsync(discussion, $"Message {i}");
        }
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

    public sealed class OnSqlite(Limited<SqliteApp> server) : RateLimitTests(server.App, server.Clock), IClassFixture<Limited<SqliteApp>>;

    public sealed class OnPostgres(Limited<PostgresApp> server) : RateLimitTests(server.App, server.Clock), IClassFixture<Limited<PostgresApp>>;
}
