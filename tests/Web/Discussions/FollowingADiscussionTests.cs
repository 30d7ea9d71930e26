using System.Net;
using System.Text;
using System.Text.Json;

namespace Xtablo.Web.Tests.Discussions;

public abstract class FollowingADiscussionTests(XtabloApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private async Task<(Visitor Ada, string Discussion)> StartAsync()
    {
        var ada = await app.SignedInAsync();
        return (ada, await ada.CreateTabloAsync());
    }

    [Fact]
    public async Task The_headers_and_the_first_frame_come_at_once()
    {
        var (ada, discussion) = await StartAsync();
        using var stream = await ada.FollowAsync(discussion);

        Assert.Equal(HttpStatusCode.OK, stream.Status);
        Assert.Equal("text/event-stream; charset=utf-8", stream.ContentHeaders.ContentType?.ToString());
        Assert.Equal(["no-store", "no-transform"], stream.Headers.GetValues("Cache-Control").SelectMany(value => value.Split(", ")).Order());
        Assert.Equal("no", Assert.Single(stream.Headers.GetValues("X-Accel-Buffering")));
        Assert.False(stream.Headers.Contains("Set-Cookie"));
        Assert.Empty(stream.ContentHeaders.ContentEncoding);
        var first = await stream.NextAsync();
        Assert.Matches("^retry: [1-4][0-9]{3}\n: ok$", first!.Raw);
        var ready = await stream.NextAsync();
        Assert.Equal(("ready", null), (ready!.Event, ready.Id));
        Assert.EndsWith(".0", HeadOf(ready), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_comes_as_it_is_posted_with_the_cursor_as_its_id()
    {
        var (ada, discussion) = await StartAsync();
        using var stream = await ada.FollowAsync(discussion);
        var epoch = HeadOf(await stream.NextAsync("ready"))[..8];

        await stream.NextAsync("presence");
        var row = await ada.SayAsync(discussion, "Hello");

        var frame = await stream.NextAsync();
        Assert.Equal(("message", $"{epoch}.1"), (frame!.Event, frame.Id));
        Assert.Equal(row, frame.Row);
    }

    [Fact]
    public async Task The_frame_of_a_line_of_ten_words_takes_at_most_600_bytes()
    {
        const int OfLargerNumbers = 4 * 3; // place, revision and id of the hundred-thousandth message
        var (ada, discussion) = await StartAsync();
        using var stream = await ada.FollowAsync(discussion);
        await ada.SayAsync(discussion, "Shall we meet at the roof at nine tomorrow morning, Bob?");

        var frame = await stream.NextAsync("message");
        Assert.InRange(Encoding.UTF8.GetByteCount(frame.Raw + "\n\n"), 1, 600 - OfLargerNumbers);
    }

    [Fact]
    public async Task The_row_of_the_page_of_the_answer_and_of_the_stream_are_the_same_html()
    {
        var (ada, discussion) = await StartAsync();
        using var stream = await ada.FollowAsync(discussion);
        await stream.NextAsync("ready");
        using var answer = await ada.TrySayAsync(discussion, "Two\nlines & <b>");
        var answered = (await answer.Content.ReadAsStringAsync(Ct)).Trim();

        var streamed = (await stream.NextAsync("message")).Data!;
        var page = await ada.ReadAsync(discussion);

        Assert.Equal(answered, streamed);
        Assert.Contains(answered, page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("one\r\ntwo\rthree\nfour")]
    [InlineData("</article></li></ol><script>alert(1)</script>")]
    [InlineData("data: x\n\nevent: bye\ndata: {}\n\nid: 7")]
    [InlineData(": comment\nretry: 1")]
    [InlineData("🎉👩‍👩‍👧‍👦 é ẍ 预算 שלום \u202Eabc\u202C \u2028 \u0085 \f end")]
    [InlineData("&amp; &lt; &#10; \" ' `")]
    [InlineData("\uFEFFbom")]
    public async Task Whatever_is_written_arrives_as_that_text(string body)
    {
        var (ada, discussion) = await StartAsync();
        using var stream = await ada.FollowAsync(discussion);
        await stream.NextAsync("presence");
        await ada.SayAsync(discussion, body);
        await ada.SayAsync(discussion, "next");

        var frame = await stream.NextAsync();
        var next = await stream.NextAsync();

        Assert.Equal(body.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n'), frame!.Row.Body);
        Assert.Equal("next", next!.Row.Body);
        Assert.DoesNotContain('\r', frame.Raw);
    }

    [Fact]
    public async Task Code_is_on_the_wire_line_by_line()
    {
        var (ada, discussion) = await StartAsync();
        using var stream = await ada.FollowAsync(discussion);
        await stream.NextAsync("presence");
        await ada.SayAsync(discussion, "```\r\nOne 🎉\r\ntwo é\r\n<three>\r\n```");

        var frame = await stream.NextAsync();

        Assert.Contains("<code>One 🎉\ndata: two é\ndata: &lt;three&gt;</code></pre></div>", frame!.Raw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task From_a_cursor_of_any_age_everything_after_it_comes_in_order_and_once()
    {
        var (ada, discussion) = await StartAsync();
        await ada.WriteAsync(discussion, Enumerable.Range(1, 450).Select(i => $"{i}")); // more than the ring, the page of a reading and a flush hold

        using var fromTheStart = await ada.FollowAsync(discussion, after: "0");
        var all = await fromTheStart.UntilReadyAsync();
        using var fromTheMiddle = await ada.FollowAsync(discussion, after: all[299].Id);
        var rest = await fromTheMiddle.UntilReadyAsync();

        Assert.Equal(Enumerable.Range(1, 450).Select(i => $"{i}"), all.Select(frame => frame.Row.Body));
        Assert.Equal(all.Skip(300).Select(frame => frame.Raw), rest.Select(frame => frame.Raw));
    }

    [Fact]
    public async Task The_header_wins_over_the_query_when_it_is_a_cursor()
    {
        var (ada, discussion) = await StartAsync();
        foreach (var body in (string[])["1", "2", "3"])
        {
            await ada.SayAsync(discussion, body);
        }

        using var all = await ada.FollowAsync(discussion, after: "0");
        var ids = (await all.UntilReadyAsync()).Select(frame => frame.Id!).ToList();
        using var header = await ada.FollowAsync(discussion, after: ids[0], lastEventId: ids[1]);
        using var query = await ada.FollowAsync(discussion, after: ids[0], lastEventId: "garbage");

        Assert.Equal(["3"], (await header.UntilReadyAsync()).Select(frame => frame.Row.Body));
        Assert.Equal(["2", "3"], (await query.UntilReadyAsync()).Select(frame => frame.Row.Body));
    }

    [Theory]
    [InlineData("zzzzzzzz.1")]
    [InlineData("EPOCH.99")]
    [InlineData("EPOCH.9223372036854775807")]
    [InlineData("EPOCH.9223372036854775808")]
    [InlineData("EPOCH.-1")]
    [InlineData("EPOCH.01")]
    [InlineData("EPOCH.")]
    [InlineData("nonsense")]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("1")]
    public async Task A_cursor_that_is_not_of_this_log_gets_a_reset_and_the_stream_goes_on(string after)
    {
        var (ada, discussion) = await StartAsync();
        await ada.SayAsync(discussion, "Before");
        using var probe = await ada.FollowAsync(discussion);
        var head = HeadOf(await probe.NextAsync("ready"));
        using var stream = await ada.FollowAsync(discussion, Uri.EscapeDataString(after.Replace("EPOCH", head[..8], StringComparison.Ordinal)));

        await stream.NextAsync();
        var reset = await stream.NextAsync();
        Assert.Equal(("reset", head), (reset!.Event, reset.Id));
        Assert.True(JsonDocument.Parse(reset.Data!).RootElement.TryGetProperty("reason", out _));
        await ada.SayAsync(discussion, "After");

        Assert.Equal("After", (await stream.NextAsync("message")).Row.Body);
    }

    [Fact]
    public async Task Signing_out_ends_the_streams_of_that_session_with_a_word()
    {
        var (ada, discussion) = await StartAsync();
        var elsewhere = await app.ElsewhereAsync(ada);
        using var hers = await ada.FollowAsync(discussion);
        using var others = await elsewhere.FollowAsync(discussion);
        await hers.NextAsync("presence");
        await others.NextAsync("ready");

        using var signedOut = await ada.PostAsync("/sign-out", []);

        var bye = await hers.NextAsync();
        Assert.Equal(("bye", null, """{"reason":"signed-out"}"""), (bye!.Event, bye.Id, bye.Data));
        Assert.Null(await hers.NextAsync());
        using var again = await ada.GetAsync($"{discussion}/stream");
        Assert.Equal(HttpStatusCode.Unauthorized, again.StatusCode);
        await elsewhere.SayAsync(discussion, "Still here");
        Assert.Equal("Still here", (await others.NextAsync("message")).Row.Body);
    }

    [Fact]
    public async Task A_head_request_gets_the_headers_alone()
    {
        var (ada, discussion) = await StartAsync();
        using var answer = await ada.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, $"{discussion}/stream"), Ct);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(Ct));
    }

    [Fact]
    public async Task A_stream_of_one_discussion_carries_nothing_of_another()
    {
        var (ada, discussion) = await StartAsync();
        var other = await ada.CreateTabloAsync("Another");
        using var stream = await ada.FollowAsync(discussion);
        await stream.NextAsync("ready");

        await ada.SayAsync(other, "Elsewhere");
        await ada.SayAsync(discussion, "Here");

        Assert.Equal("Here", (await stream.NextAsync("message")).Row.Body);
    }

    internal static string HeadOf(SseFrame frame) => JsonDocument.Parse(frame.Data!).RootElement.GetProperty("head").GetString()!;

    public sealed class OnSqlite(SqliteApp app) : FollowingADiscussionTests(app);

    public sealed class OnPostgres(PostgresApp app) : FollowingADiscussionTests(app);
}
