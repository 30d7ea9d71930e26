using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Xtablo.Application.Common;
using Xtablo.Application.Discussions;
using Xtablo.Application.Tablos;

namespace Xtablo.Web.Tests.Discussions;

/// <summary>Reactions, replies, mentions and pins, by forms and by programs.</summary>
public abstract class TalkingTests(XtabloApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reaction_is_sent_as_what_it_shall_be_so_that_a_repeat_changes_nothing()
    {
        var (ada, _, discussion) = await TwoAsync();
        var said = await ada.SayAsync(discussion, "Hello");
        var first = await ReactAsync(ada, discussion, said, "❤", on: "true"); // without U+FE0F it is the same kind
        var again = await ReactAsync(ada, discussion, said, "❤️", on: "true");

        Assert.Contains("<li data-emoji=\"❤️\" data-by=\"", first, StringComparison.Ordinal);
        Assert.Equal(first, again);
        Assert.DoesNotContain("class=\"reactions\"", await ReactAsync(ada, discussion, said, "❤️", on: "false"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no emoji")]
    [InlineData("👍👍")]
    [InlineData("")]
    public async Task What_is_no_single_emoji_is_refused_in_words(string emoji)
    {
        var (ada, _, discussion) = await TwoAsync();
        var said = await ada.SayAsync(discussion, "Hello");
        using var answer = await ada.PostAsync($"{discussion}/messages/{said.Id}/reactions", new() { ["emoji"] = emoji });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("one of the emoji", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Programs_react_and_take_it_back_with_any_emoji_in_the_address()
    {
        var (ada, _, discussion) = await TwoAsync();
        var said = await ada.SayAsync(discussion, "Hello");
        var client = await ApiClient.OfAsync(ada);
        foreach (var emoji in (string[])["#️⃣", "*️⃣", "👩‍🚀", "👍🏽"])
        {
            var path = $"/api/tablos/{Insider.TabloOf(discussion)}/messages/{said.Id}/reactions/{Uri.EscapeDataString(emoji)}";
            var put = await ApiClient.JsonOf(client.SendAsync(HttpMethod.Put, path, null));
            Assert.Equal(emoji, Assert.Single(put.GetProperty("reactions").EnumerateArray()).GetProperty("emoji").GetString());
            var deleted = await ApiClient.JsonOf(client.DeleteAsync(path));
            Assert.Empty(deleted.GetProperty("reactions").EnumerateArray());
        }
    }

    [Fact]
    public async Task Programs_answer_pin_and_read_all_of_it()
    {
        var (ada, ben, discussion) = await TwoAsync();
        var said = await ada.SayAsync(discussion, "Shall we **meet**?");
        var (client, tablo) = (await ApiClient.OfAsync(ben), Insider.TabloOf(discussion));
        var reply = await ApiClient.JsonOf(
            client.PostAsync($"/api/tablos/{tablo}/messages", new { body = "Yes @Ada", replyTo = said.Id }), HttpStatusCode.Created);

        var quote = reply.GetProperty("replyTo");
        Assert.Equal(("Shall we meet?", "Ada", 2, false), (
            quote.GetProperty("excerpt").GetString(), quote.GetProperty("author").GetString(), quote.GetProperty("number").GetInt32(), quote.GetProperty("deleted").GetBoolean()));
        Assert.Equal("Ada", Assert.Single(reply.GetProperty("mentions").EnumerateArray()).GetProperty("name").GetString());
        var pinned = await ApiClient.JsonOf(client.SendAsync(HttpMethod.Put, $"/api/tablos/{tablo}/messages/{reply.GetProperty("id")}/pin", null));
        Assert.True(pinned.GetProperty("pinned").GetBoolean());
        using var notMine = await client.SendAsync(HttpMethod.Put, $"/api/tablos/{tablo}/messages/{said.Id}/pin", null);
        Assert.Equal(HttpStatusCode.Forbidden, notMine.StatusCode);
    }

    [Fact]
    public async Task A_reply_to_what_is_not_here_is_refused_with_the_text_kept()
    {
        var (ada, _, discussion) = await TwoAsync();
        using var answer = await ada.PostAsync(discussion, new() { ["body"] = "My answer", ["clientId"] = $"{Guid.CreateVersion7()}", ["replyTo"] = $"{Guid.CreateVersion7()}" });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("My answer</textarea>", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_replay_from_the_beginning_holds_no_word_of_what_was_deleted_not_even_in_a_quote()
    {
        var (ada, _, discussion) = await TwoAsync();
        var said = await ada.SayAsync(discussion, "The code is marmalade");
        using var reply = await ada.PostAsync(discussion, new() { ["body"] = "Thanks", ["clientId"] = $"{Guid.CreateVersion7()}", ["replyTo"] = said.Id }, htmx: true);
        Assert.Contains("The code is marmalade", await reply.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);

        using var deleted = await ada.PostAsync($"{discussion}/messages/{said.Id}/delete", [], htmx: true);

        Assert.DoesNotContain("marmalade", await ada.ReadAsync(discussion), StringComparison.Ordinal);
        using var stream = await ada.FollowAsync(discussion, "0");
        for (var frame = await stream.NextAsync(); frame!.Event != "ready"; frame = await stream.NextAsync())
        {
            Assert.DoesNotContain("marmalade", frame.Raw, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Unread_mentions_are_counted_read_edited_in_and_deleted()
    {
        var (ada, ben, discussion) = await TwoAsync();
        var first = await ada.SayAsync(discussion, "@Ben look");
        Assert.Equal(1, await MentionsOfAsync(ben));
        Assert.Equal(0, await MentionsOfAsync(ada));

        using (var read = await ben.PostAsync($"{discussion}/read", new() { ["upTo"] = $"{first.Number}" }))
        {
            Assert.Equal(0, await MentionsOfAsync(ben));
        }

        var second = await ada.SayAsync(discussion, "Nobody");
        using (var readToo = await ben.PostAsync($"{discussion}/read", new() { ["upTo"] = $"{second.Number}" }))
        using (var edited = await ada.PostAsync($"{discussion}/messages/{second.Id}/edit", new() { ["body"] = "@all come" }, htmx: true))
        {
            Assert.Equal(HttpStatusCode.OK, edited.StatusCode);
            Assert.Equal(1, await MentionsOfAsync(ben)); // below the mark, and new
        }

        using var deleted = await ada.PostAsync($"{discussion}/messages/{second.Id}/delete", [], htmx: true);
        Assert.Equal(0, await MentionsOfAsync(ben));
    }

    [Fact]
    public async Task A_mention_stays_whose_it_was_when_names_change_and_others_come()
    {
        var (ada, ben, discussion) = await TwoAsync();
        var row = await ada.SayAsync(discussion, "@Ben hi");
        var account = await ben.AccountIdAsync(discussion);
        using (var renamed = await ben.PostAsync("/account", new() { ["Name"] = "Benjamin" }))
        {
            var other = await app.SignedInAsync("Ben");
            await ada.AdmitAsync(discussion, other);
        }

        using var edited = await ada.PostAsync($"{discussion}/messages/{row.Id}/edit", new() { ["body"] = "@Ben hello" }, htmx: true);

        Assert.Contains($"data-mentions=\"{account}\"", await edited.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calling_everyone_of_a_large_tablo_is_asked_about_on_a_page_that_keeps_the_text()
    {
        var (ada, _, discussion) = await TwoAsync();
        foreach (var i in Enumerable.Range(1, 10))
        {
            await ada.AdmitAsync(discussion, await app.SignedInAsync($"Member {i}"));
        }

        var fields = new Dictionary<string, string> { ["body"] = "@all come", ["clientId"] = $"{Guid.CreateVersion7()}" };
        using var asked = await ada.PostAsync(discussion, fields);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, asked.StatusCode);
        var page = await asked.Content.ReadAsStringAsync(Ct);
        Assert.Contains("@all calls 12 people.", page, StringComparison.Ordinal);
        Assert.Contains("@all come</textarea>", page, StringComparison.Ordinal);

        using var sent = await ada.PostAsync(discussion, new(fields) { ["all"] = "true" });
        Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
    }

    [Fact]
    public async Task A_reply_that_was_posted_without_a_session_is_one_after_signing_in()
    {
        var (ada, _, discussion) = await TwoAsync();
        var said = await ada.SayAsync(discussion, "Shall we?");
        using (var drafts = app.Services.CreateScope())
        {
            var keep = drafts.ServiceProvider.GetRequiredService<ICommandHandler<KeepDraft, Draft?>>();
            await keep.HandleAsync(new(Insider.TabloOf(discussion), ada.Insider!.Account, "Yes", $"{Guid.CreateVersion7()}", said.Id), Ct);
        }

        Assert.Contains($"name=\"replyTo\" value=\"{said.Id}\"", await ada.ReadAsync(discussion), StringComparison.Ordinal);
        using var signedOut = await app.Visitor().PostAsync(discussion, new() { ["body"] = "Yes", ["clientId"] = "x", ["replyTo"] = said.Id });
        Assert.Contains($"name=\"replyTo\" value=\"{said.Id}\"", await signedOut.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_of_before_is_shown_as_texts_are_now()
    {
        var (ada, _, discussion) = await TwoAsync();
        var said = await ada.SayAsync(discussion, "plain");
        await using (var scope = app.Services.CreateAsyncScope())
        {
            var reader = scope.ServiceProvider.GetRequiredService<IDiscussionReader>();
            var row = (await reader.MessageAsync(Insider.TabloOf(discussion), ada.Insider!.Account, new(Guid.Parse(said.Id)), Ct))!;
            var markup = scope.ServiceProvider.GetRequiredService<IMarkup>();

            Assert.Equal("<p dir=\"auto\"><strong>bold</strong></p>", markup.Of(row with { Body = "**bold**", Shown = null })!.Html);
            Assert.Equal(
                "<p dir=\"auto\"><strong>bold</strong></p>",
                markup.Of(row with { Body = "**bold**", Shown = row.Shown! with { Version = -1 } })!.Html);
            Assert.Same(row.Shown, markup.Of(row));
        }
    }

    private static async Task<string> ReactAsync(Visitor visitor, string discussion, Row row, string emoji, string on)
    {
        using var answer = await visitor.PostAsync($"{discussion}/messages/{row.Id}/reactions", new() { ["emoji"] = emoji, ["on"] = on }, htmx: true);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Ct);
    }

    private async Task<int> MentionsOfAsync(Visitor visitor)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return Assert.Single(await scope.ServiceProvider.GetRequiredService<ITabloReader>().ListAsync(visitor.Insider!.Account, Ct)).Mentions;
    }

    private async Task<(Visitor Ada, Visitor Ben, string Discussion)> TwoAsync()
    {
        var (ada, ben) = (await app.SignedInAsync("Ada"), await app.SignedInAsync("Ben"));
        var discussion = await ada.CreateTabloAsync();
        await ada.AdmitAsync(discussion, ben);
        return (ada, ben, discussion);
    }

    public sealed class OnSqlite(SqliteApp app) : TalkingTests(app);

    public sealed class OnPostgres(PostgresApp app) : TalkingTests(app);
}
