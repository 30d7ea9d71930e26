using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Xtablo.Application.Tablos;

namespace Xtablo.Web.Tests.Discussions;

/// <summary>Reactions, replies, mentions and pins where other programs went wrong: on what was deleted, twice, and against each other.</summary>
public abstract partial class OddWaysOfTalkingTests(XtabloApp app) : IAsyncLifetime
{
    private Visitor _ada = null!;
    private Visitor _ben = null!;
    private ApiClient _program = null!;
    private string _discussion = "";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        (_ada, _ben) = (await app.SignedInAsync("Ada"), await app.SignedInAsync("Ben"));
        _discussion = await _ada.CreateTabloAsync();
        await _ada.AdmitAsync(_discussion, _ben);
        _program = await ApiClient.OfAsync(_ada);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task What_was_deleted_meanwhile_is_answered_by_form_and_by_program_and_quoted_without_its_text()
    {
        var said = await _ben.SayAsync(_discussion, "The code is marmalade");
        Assert.Equal(HttpStatusCode.OK, (await DoAsync(_ben, said, "delete", [])).Status);

        using var form = await _ada.PostAsync(_discussion, new() { ["body"] = "Thanks", ["replyTo"] = said.Id }, htmx: true);
        var html = await form.Content.ReadAsStringAsync(Ct);
        Assert.Equal("Thanks", Row.Single(html).Body);
        Assert.Contains("This message was deleted", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("marmalade", html, StringComparison.Ordinal);
        var reply = await ApiClient.JsonOf(_program.PostAsync($"{Api}/messages", new { body = "Too", replyTo = said.Id }), HttpStatusCode.Created);
        Assert.True(reply.GetProperty("replyTo").GetProperty("deleted").GetBoolean());
        Assert.Equal(JsonValueKind.Null, reply.GetProperty("replyTo").GetProperty("excerpt").ValueKind);
    }

    [Fact]
    public async Task What_is_deleted_while_it_is_pinned_is_in_no_list_of_pins()
    {
        var said = await _ada.SayAsync(_discussion, "The code is marmalade");
        await DoAsync(_ada, said, "pin", new() { ["on"] = "true" });
        Assert.Contains("marmalade", await _ada.ReadAsync($"{_discussion}/pinned"), StringComparison.Ordinal);

        await DoAsync(_ada, said, "delete", []);

        var page = await _ada.ReadAsync($"{_discussion}/pinned");
        Assert.Contains("Nothing is pinned", page, StringComparison.Ordinal);
        Assert.DoesNotContain("marmalade", page, StringComparison.Ordinal);
        Assert.DoesNotContain("marmalade", await _ada.ReadAsync(_discussion), StringComparison.Ordinal); // no notice had the text
        Assert.Contains(">0 pinned messages<", await _ada.ReadAsync($"{_discussion}/pinned", htmx: true), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pinning_what_is_pinned_writes_no_second_notice_and_a_notice_is_pinned_by_nobody()
    {
        var said = await _ada.SayAsync(_discussion, "Read this");
        var first = await DoAsync(_ada, said, "pin", new() { ["on"] = "true" });
        var again = await DoAsync(_ada, said, "pin", new() { ["on"] = "true" });

        Assert.Equal(first, again);
        var notice = (await MessagesAsync())[^1];
        Assert.Equal(said.Number + 1, notice.GetProperty("number").GetInt64());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await DoAsync(_ada, said with { Id = notice.GetProperty("id").GetString()! }, "pin", new() { ["on"] = "true" })).Status);
    }

    [Fact]
    public async Task On_what_was_deleted_nothing_is_hung_and_nothing_is_left()
    {
        var said = await _ada.SayAsync(_discussion, "Hello");
        await DoAsync(_ben, said, "reactions", new() { ["emoji"] = "👍", ["on"] = "true" });
        await DoAsync(_ada, said, "pin", new() { ["on"] = "true" });
        await DoAsync(_ada, said, "delete", []);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await DoAsync(_ben, said, "reactions", new() { ["emoji"] = "👍", ["on"] = "true" })).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await DoAsync(_ada, said, "pin", new() { ["on"] = "true" })).Status);
        var message = (await MessagesAsync()).Single(each => each.GetProperty("id").GetString() == said.Id);
        Assert.Empty(message.GetProperty("reactions").EnumerateArray());
        Assert.False(message.GetProperty("pinned").GetBoolean());
        Assert.Empty(Kinds(await _ada.ReadAsync(_discussion)));
    }

    [Fact]
    public async Task A_reaction_that_is_sent_again_or_taken_back_twice_is_no_entry()
    {
        var said = await _ada.SayAsync(_discussion, "Hello");
        var on = await DoAsync(_ben, said, "reactions", new() { ["emoji"] = "👍", ["on"] = "true" });
        Assert.Equal(on, await DoAsync(_ben, said, "reactions", new() { ["emoji"] = "👍", ["on"] = "true" }));
        using var put = await (await ApiClient.OfAsync(_ben)).SendAsync(HttpMethod.Put, $"{Api}/messages/{said.Id}/reactions/{Uri.EscapeDataString("👍")}", null);
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        var off = await DoAsync(_ben, said, "reactions", new() { ["emoji"] = "👍", ["on"] = "false" });
        Assert.Equal(off, await DoAsync(_ben, said, "reactions", new() { ["emoji"] = "👍", ["on"] = "false" }));

        Assert.Equal((said.Revision + 1, said.Revision + 2), (Row.Single(on.Html).Revision, Row.Single(off.Html).Revision));
    }

    [Fact]
    public async Task Kinds_of_reactions_are_in_the_order_of_their_first_appearance_wherever_they_are_shown()
    {
        var said = await _ada.SayAsync(_discussion, "Hello");
        await DoAsync(_ada, said, "reactions", new() { ["emoji"] = "👍", ["on"] = "true" });
        await DoAsync(_ada, said, "reactions", new() { ["emoji"] = "🎉", ["on"] = "true" });
        var answer = await DoAsync(_ben, said, "reactions", new() { ["emoji"] = "🎉", ["on"] = "true" }); // has more now, and stays behind

        Assert.Equal(["👍", "🎉"], Kinds(answer.Html));
        Assert.Equal(["👍", "🎉"], Kinds(await _ben.ReadAsync(_discussion)));
        using var stream = await _ben.FollowAsync(_discussion, "0");
        var row = "";
        for (var frame = await stream.NextAsync(); frame!.Event != "ready"; frame = await stream.NextAsync())
        {
            row = frame.Raw.Contains(said.Id, StringComparison.Ordinal) ? frame.Raw : row;
        }

        Assert.Equal(["👍", "🎉"], Kinds(row));
        Assert.Equal(["👍", "🎉"], (await MessagesAsync())[^1].GetProperty("reactions").EnumerateArray().Select(each => each.GetProperty("emoji").GetString()!));
    }

    [Theory]
    [InlineData(":tada: **done**", "🎉 done")]
    [InlineData("```\nrm x\n```", "rm x")]
    [InlineData("🎉", "🎉")]
    [InlineData("> - [plan](https://h.example/x)", "plan")]
    [InlineData("```", "```")]
    public async Task A_quote_has_the_words_that_are_seen(string body, string words)
    {
        var said = await _ada.SayAsync(_discussion, body);
        var reply = await ApiClient.JsonOf(_program.PostAsync($"{Api}/messages", new { body = "Yes", replyTo = said.Id }), HttpStatusCode.Created);

        Assert.Equal(words, reply.GetProperty("replyTo").GetProperty("excerpt").GetString());
    }

    [Fact]
    public async Task Who_is_called_in_and_out_of_a_message_by_edits_is_counted_once_and_nobody_by_themselves()
    {
        var said = await _ada.SayAsync(_discussion, "@Ada to myself");
        Assert.Equal((0, 0), (await MentionsOfAsync(_ada), await MentionsOfAsync(_ben)));
        for (var i = 0; i < 10; i++)
        {
            await DoAsync(_ada, said, "edit", new() { ["body"] = "@Ben and @Ben" });
            Assert.Equal(1, await MentionsOfAsync(_ben));
            await DoAsync(_ada, said, "edit", new() { ["body"] = $"nobody {i}" });
            Assert.Equal(0, await MentionsOfAsync(_ben));
        }
    }

    [Fact]
    public async Task Programs_are_not_asked_whether_all_shall_be_called_and_an_edit_by_form_is()
    {
        foreach (var i in Enumerable.Range(1, 10))
        {
            await _ada.AdmitAsync(_discussion, await app.SignedInAsync($"Member {i}"));
        }

        var called = await ApiClient.JsonOf(_program.PostAsync($"{Api}/messages", new { body = "@all come" }), HttpStatusCode.Created);
        Assert.Equal("@all come", called.GetProperty("body").GetString());
        var said = await _ada.SayAsync(_discussion, "come");
        var asked = await DoAsync(_ada, said, "edit", new() { ["body"] = "@all come here" }, htmx: false);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, asked.Status);
        Assert.Contains("@all calls 12 people.", asked.Html, StringComparison.Ordinal);
        Assert.Contains("@all come here</textarea>", asked.Html, StringComparison.Ordinal);
        var sent = await DoAsync(_ada, said, "edit", new() { ["body"] = "@all come here", ["all"] = "true" });
        Assert.Equal("@all come here", Row.Single(sent.Html).Body);
    }

    private string Api => $"/api/tablos/{Insider.TabloOf(_discussion)}";

    private static IEnumerable<string> Kinds(string html) => Kind().Matches(html).Select(each => WebUtility.HtmlDecode(each.Groups["emoji"].Value));

    private async Task<JsonElement[]> MessagesAsync() =>
        [.. (await ApiClient.JsonOf(_program.GetAsync($"{Api}/messages"))).GetProperty("messages").EnumerateArray()];

    private async Task<(HttpStatusCode Status, string Html)> DoAsync(Visitor who, Row row, string what, Dictionary<string, string> fields, bool htmx = true)
    {
        using var answer = await who.PostAsync($"{_discussion}/messages/{row.Id}/{what}", fields, htmx);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct));
    }

    private async Task<int> MentionsOfAsync(Visitor visitor)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return Assert.Single(await scope.ServiceProvider.GetRequiredService<ITabloReader>().ListAsync(visitor.Insider!.Account, Ct)).Mentions;
    }

    [GeneratedRegex("<li data-emoji=\"(?<emoji>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Kind();

    public sealed class OnSqlite(SqliteApp app) : OddWaysOfTalkingTests(app);

    public sealed class OnPostgres(PostgresApp app) : OddWaysOfTalkingTests(app);
}
