using System.Net;
using System.Text.Json;

namespace Xtablo.Web.Tests.Discussions;

public abstract class FollowingManyDiscussionsTests(XtabloApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_discussion_has_its_frames_under_ids_of_its_own()
    {
        var (ada, one, two) = await StartAsync();
        using var stream = await FollowAsync(ada, await CursorOfAsync(ada, one), await CursorOfAsync(ada, two));
        var ready = new[] { await stream.NextAsync("ready"), await stream.NextAsync("ready") };

        await ada.SayAsync(two, "In the second");
        await ada.SayAsync(one, "In the first");

        var frames = new[] { await stream.NextAsync("message"), await stream.NextAsync("message") };
        Assert.Equivalent(new[] { TabloOf(one), TabloOf(two) }, ready.Select(frame => FollowingADiscussionTests.HeadOf(frame)[..32]), strict: true);
        Assert.Equal("In the first", frames.Single(frame => frame.Id!.StartsWith(TabloOf(one), StringComparison.Ordinal)).Row.Body);
        Assert.Equal("In the second", frames.Single(frame => frame.Id!.StartsWith(TabloOf(two), StringComparison.Ordinal)).Row.Body);
    }

    [Fact]
    public async Task Each_goes_on_from_its_own_cursor()
    {
        var (ada, one, two) = await StartAsync();
        var before = await CursorOfAsync(ada, one);
        await ada.SayAsync(one, "Missed");
        await ada.SayAsync(two, "Seen");
        using var stream = await FollowAsync(ada, before, await CursorOfAsync(ada, two));

        var frame = await stream.NextAsync("message");
        await ada.SayAsync(two, "New");

        Assert.Equal("Missed", frame.Row.Body);
        Assert.Equal("New", (await stream.NextAsync("message")).Row.Body);
    }

    [Theory]
    [InlineData("zzzzzzzz.1")]
    [InlineData("nonsense")]
    [InlineData("")]
    public async Task A_cursor_that_is_not_of_its_log_gets_a_reset_that_says_which_and_the_others_go_on(string cursor)
    {
        var (ada, one, two) = await StartAsync();
        using var stream = await FollowAsync(ada, $"{TabloOf(one)}.{cursor}", await CursorOfAsync(ada, two));

        var reset = await stream.NextAsync("reset");
        await ada.SayAsync(two, "Goes on");

        Assert.Equal(await CursorOfAsync(ada, one), reset.Id);
        Assert.Equal("Goes on", (await stream.NextAsync("message")).Row.Body);
    }

    [Fact]
    public async Task What_is_no_cursor_of_any_tablo_is_passed_over()
    {
        var (ada, one, _) = await StartAsync();
        using var stream = await FollowAsync(ada, "garbage", await CursorOfAsync(ada, one));
        await stream.NextAsync("ready");
        await ada.SayAsync(one, "Here");

        Assert.Equal("Here", (await stream.NextAsync("message")).Row.Body);
    }

    [Fact]
    public async Task How_much_is_unread_is_told_of_each_tablo_and_again_when_it_changes()
    {
        var (ada, one, two) = await StartAsync();
        var ben = await app.SignedInAsync("Ben");
        await ada.AdmitAsync(one, ben);
        await ben.SayAsync(one, "Something");
        using var seen = await ada.PostAsync($"{one}/read", new() { ["upTo"] = "2" });
        using var stream = await FollowAsync(ada);
        var told = new[] { await stream.NextAsync("unread"), await stream.NextAsync("unread") }.Select(Unread).ToList();
        using var unread = await ada.PostAsync($"{one}/unread", new() { ["from"] = "1" });

        var changed = Unread(await stream.NextAsync("unread"));

        Assert.Equal(new[] { (TabloOf(one), 0), (TabloOf(two), 0) }.Order(), told.Order());
        Assert.Equal((TabloOf(one), 1), changed);
    }

    [Fact]
    public async Task A_tablo_that_is_not_mine_is_not_there()
    {
        var (ada, one, _) = await StartAsync();
        var eve = await app.SignedInAsync("Eve");
        using var answer = await eve.GetAsync($"/stream?after={await CursorOfAsync(ada, one)}");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Who_has_signed_in_since_does_not_get_the_stream_that_was_asked_for_another()
    {
        var (ada, _, _) = await StartAsync();
        using var answer = await ada.GetAsync($"/stream?account={Guid.CreateVersion7()}");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Without_a_session_it_is_401()
    {
        using var answer = await app.Visitor().GetAsync("/stream");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    private async Task<(Visitor Ada, string One, string Two)> StartAsync()
    {
        var ada = await app.SignedInAsync();
        return (ada, await ada.CreateTabloAsync("One"), await ada.CreateTabloAsync("Two"));
    }

    private static async Task<SseStream> FollowAsync(Visitor visitor, params string[] cursors)
    {
        var query = string.Join('&', cursors.Select(cursor => $"after={Uri.EscapeDataString(cursor)}"));
        return new SseStream(await visitor.Http.GetAsync($"/stream?{query}", HttpCompletionOption.ResponseHeadersRead, Ct));
    }

    private static async Task<string> CursorOfAsync(Visitor visitor, string discussion)
    {
        using var probe = await visitor.FollowAsync(discussion);
        return $"{TabloOf(discussion)}.{FollowingADiscussionTests.HeadOf(await probe.NextAsync("ready"))}";
    }

    private static string TabloOf(string discussion) => Guid.Parse(discussion.Split('/')[2]).ToString("N");

    private static (string Tablo, int Unread) Unread(SseFrame frame)
    {
        var data = JsonDocument.Parse(frame.Data!).RootElement;
        Assert.Equal(0, data.GetProperty("mentions").GetInt32());
        return (data.GetProperty("tablo").GetString()!, data.GetProperty("unread").GetInt32());
    }

    public sealed class OnSqlite(SqliteApp app) : FollowingManyDiscussionsTests(app);

    public sealed class OnPostgres(PostgresApp app) : FollowingManyDiscussionsTests(app);
}
