using System.Net;
using System.Text.Json;

namespace Xtablo.Web.Tests.Api;

public abstract class FollowingByTokenTests(XtabloApp app)
{
    [Fact]
    public async Task Each_frame_of_a_message_is_the_message_as_json_on_one_line()
    {
        var (ada, tablo) = await TabloAsync();
        var messages = $"/api/tablos/{tablo}/messages";
        using var stream = await ada.FollowAsync(tablo);
        Assert.Equal("text/event-stream; charset=utf-8", stream.ContentHeaders.ContentType?.ToString());
        Assert.Matches("^retry: [1-4][0-9]{3}\n: ok$", (await stream.NextAsync())!.Raw);
        Assert.Matches("^\\{\"head\":\"[0-9a-z]{8}\\.0\"\\}$", (await stream.NextAsync("ready")).Data);

        var said = await ApiClient.JsonOf(ada.PostAsync(messages, new { body = "Two\r\nlines <b>\u2028é" }), HttpStatusCode.Created);
        var posted = await stream.NextAsync("message");
        var address = $"{messages}/{said.GetProperty("id")}";
        var edited = (await ApiClient.JsonOf(ada.PatchAsync(address, new { body = "One" })), await stream.NextAsync("message"));
        var deleted = (await ApiClient.JsonOf(ada.DeleteAsync(address)), await stream.NextAsync("message"));

        Assert.Equal(said.GetRawText(), posted.Data);
        Assert.Matches("^event: message\ndata: \\{[^\n]*\\}\nid: [0-9a-z]{8}\\.1$", posted.Raw);
        Assert.Equal(edited.Item1.GetRawText(), edited.Item2.Data);
        Assert.Equal(deleted.Item1.GetRawText(), deleted.Item2.Data);
    }

    [Fact]
    public async Task It_goes_on_from_the_cursor_of_a_list_and_begins_anew_from_0()
    {
        var (ada, tablo) = await TabloAsync();
        var messages = $"/api/tablos/{tablo}/messages";
        await ApiClient.JsonOf(ada.PostAsync(messages, new { body = "Before" }), HttpStatusCode.Created);
        var cursor = (await ApiClient.JsonOf(ada.GetAsync(messages))).GetProperty("cursor").GetString();
        Assert.Equal(cursor, (await ApiClient.JsonOf(ada.GetAsync("/api/tablos"))).EnumerateArray().Single(each => each.GetProperty("id").GetString() == tablo).GetProperty("cursor").GetString());
        await ApiClient.JsonOf(ada.PostAsync(messages, new { body = "After" }), HttpStatusCode.Created);

        using var rest = await ada.FollowAsync(tablo, cursor);
        Assert.Equal(["After"], (await rest.UntilReadyAsync()).Select(BodyOf));
        using var all = await ada.FollowAsync(tablo, "0");
        Assert.Equal(["Before", "After"], (await all.UntilReadyAsync()).Select(BodyOf));
        using var astray = await ada.FollowAsync(tablo, "00000000.7");
        Assert.Equal("{\"reason\":\"epoch\"}", (await astray.NextAsync("reset")).Data);
    }

    [Fact]
    public async Task A_browser_and_a_program_get_each_its_own_rows_of_one_message()
    {
        var visitor = await app.SignedInAsync();
        var discussion = await visitor.CreateTabloAsync();
        var ada = await ApiClient.OfAsync(visitor);
        using var page = await visitor.FollowAsync(discussion);
        using var program = await ada.FollowAsync(discussion.Split('/')[2]);
        await page.NextAsync("ready");
        await program.NextAsync("ready");
        var row = await visitor.SayAsync(discussion, "Hello");

        Assert.Equal(row, (await page.NextAsync("message")).Row);
        Assert.Equal("Hello", BodyOf(await program.NextAsync("message")));
    }

    private static string? BodyOf(SseFrame frame) => JsonDocument.Parse(frame.Data!).RootElement.GetProperty("body").GetString();

    private async Task<(ApiClient Who, string Tablo)> TabloAsync()
    {
        var who = await ApiClient.OfAsync(await app.SignedInAsync());
        var made = await ApiClient.JsonOf(who.PostAsync("/api/tablos", new { name = "Rue Oberkampf 12" }), HttpStatusCode.Created);
        return (who, made.GetProperty("id").GetString()!);
    }

    public sealed class OnSqlite(SqliteApp app) : FollowingByTokenTests(app);

    public sealed class OnPostgres(PostgresApp app) : FollowingByTokenTests(app);
}
