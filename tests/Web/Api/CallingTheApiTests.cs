using System.Net;
using System.Text;
using System.Text.Json;

namespace Xtablo.Web.Tests.Api;

public abstract class CallingTheApiTests(XtabloApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_tablo_is_made_and_listed_with_the_cursor_of_its_stream()
    {
        var ada = await ApiClient.OfAsync(await app.SignedInAsync());
        var made = await ApiClient.JsonOf(ada.PostAsync("/api/tablos", new { name = "Rue Oberkampf 12", role = "member", id = Guid.Empty }), HttpStatusCode.Created);
        var id = made.GetProperty("id").GetString()!;
        await ApiClient.JsonOf(ada.PostAsync($"/api/tablos/{id}/messages", new { body = "Hello" }), HttpStatusCode.Created);
        var listed = Assert.Single((await ApiClient.JsonOf(ada.GetAsync("/api/tablos"))).EnumerateArray());

        Assert.Equal(["id", "name", "role", "cursor", "unread"], listed.EnumerateObject().Select(member => member.Name));
        Assert.Equal(("Rue Oberkampf 12", "owner", 0), (listed.GetProperty("name").GetString(), listed.GetProperty("role").GetString(), listed.GetProperty("unread").GetInt32()));
        Assert.NotEqual(Guid.Empty.ToString(), id);
        Assert.Matches("^[0-9a-z]{8}\\.0$", made.GetProperty("cursor").GetString());
        Assert.Matches("^[0-9a-z]{8}\\.1$", listed.GetProperty("cursor").GetString());
    }

    [Fact]
    public async Task A_message_has_the_members_of_the_contract_in_its_forms()
    {
        var (ada, tablo) = await TabloAsync("Ada");
        var said = await SayAsync(ada, tablo, "1 < 2 & \"é\"\n😀");

        Assert.Equal(
            ["id", "number", "revision", "author", "body", "html", "postedAt", "editedAt", "deletedAt", "pinned", "mentions", "replyTo", "reactions"],
            said.EnumerateObject().Select(member => member.Name));
        Assert.True(said.GetProperty("id").TryGetGuid(out _));
        Assert.Equal("Ada", said.GetProperty("author").GetProperty("name").GetString());
        Assert.True(said.GetProperty("author").GetProperty("id").TryGetGuid(out _));
        Assert.Equal("1 < 2 & \"é\"\n😀", said.GetProperty("body").GetString());
        Assert.Equal("<p dir=\"auto\">1 &lt; 2 &amp; &quot;é&quot;<br>😀</p>", said.GetProperty("html").GetString());
        Assert.Matches("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,6})?Z$", said.GetProperty("postedAt").GetString());
        Assert.All((string[])["editedAt", "deletedAt", "replyTo"], name => Assert.Equal(JsonValueKind.Null, said.GetProperty(name).ValueKind));
        Assert.Equal(0, said.GetProperty("reactions").GetArrayLength());
    }

    [Fact]
    public async Task Members_that_are_not_the_programs_to_say_are_ignored()
    {
        var (ada, tablo) = await TabloAsync("Ada");
        var other = Guid.CreateVersion7();
        var said = await ApiClient.JsonOf(
            ada.PostAsync($"/api/tablos/{tablo}/messages", new { body = "Mine", authorId = other, author = new { id = other, name = "Eve" }, id = other, tabloId = other, number = 99, seq = 99, revision = 99, role = "owner", postedAt = "2001-01-01T00:00:00Z", html = "<b>", deletedAt = "2001-01-01T00:00:00Z" }),
            HttpStatusCode.Created);
        var edited = await ApiClient.JsonOf(ada.PatchAsync(
            $"/api/tablos/{tablo}/messages/{said.GetProperty("id")}", new { body = "Edited", authorId = other, number = 99, postedAt = "2001-01-01T00:00:00Z" }));

        foreach (var message in (JsonElement[])[said, edited])
        {
            Assert.Equal(("Ada", 1), (message.GetProperty("author").GetProperty("name").GetString(), message.GetProperty("number").GetInt32()));
            Assert.NotEqual(other, message.GetProperty("author").GetProperty("id").GetGuid());
            Assert.NotEqual(other, message.GetProperty("id").GetGuid());
            Assert.NotEqual(2001, message.GetProperty("postedAt").GetDateTime().Year);
            Assert.Equal(JsonValueKind.Null, message.GetProperty("deletedAt").ValueKind);
        }
    }

    [Fact]
    public async Task The_same_clientId_gets_the_same_message_and_another_text_a_conflict()
    {
        var (ada, tablo) = await TabloAsync();
        var clientId = Guid.CreateVersion7();
        var messages = $"/api/tablos/{tablo}/messages";
        var first = await ApiClient.JsonOf(ada.PostAsync(messages, new { body = "Once", clientId }), HttpStatusCode.Created);
        var again = await ApiClient.JsonOf(ada.PostAsync(messages, new { body = "Once", clientId }));
        var other = await ApiClient.JsonOf(ada.PostAsync(messages, new { body = "Twice", clientId }), HttpStatusCode.Conflict);

        Assert.Equal(first.GetRawText(), again.GetRawText());
        Assert.Equal("client-id.other-text", other.GetProperty("code").GetString());
        Assert.Equal(1, (await PageAsync(ada, tablo)).GetProperty("messages").GetArrayLength());
    }

    [Fact]
    public async Task A_stale_edit_is_a_conflict_that_carries_the_present_message()
    {
        var (ada, tablo) = await TabloAsync();
        var said = await SayAsync(ada, tablo, "First");
        var address = $"/api/tablos/{tablo}/messages/{said.GetProperty("id")}";
        var edited = await ApiClient.JsonOf(ada.PatchAsync(address, new { body = "Second", revision = 1 }));
        var refused = await ApiClient.JsonOf(ada.PatchAsync(address, new { body = "Third", revision = 1 }), HttpStatusCode.Conflict);
        var overwritten = await ApiClient.JsonOf(ada.PatchAsync(address, new { body = "Fourth" }));

        Assert.Equal(("Second", 2), (edited.GetProperty("body").GetString(), edited.GetProperty("revision").GetInt32()));
        Assert.Matches("Z$", edited.GetProperty("editedAt").GetString());
        Assert.Equal("message.changed", refused.GetProperty("code").GetString());
        Assert.Equal(edited.GetRawText(), refused.GetProperty("message").GetRawText());
        Assert.Equal("Fourth", overwritten.GetProperty("body").GetString());
    }

    [Fact]
    public async Task A_deleted_message_has_no_text_any_more_and_deleting_again_is_the_same()
    {
        var (ada, tablo) = await TabloAsync();
        var said = await SayAsync(ada, tablo, "Gone soon");
        var address = $"/api/tablos/{tablo}/messages/{said.GetProperty("id")}";
        var deleted = await ApiClient.JsonOf(ada.DeleteAsync(address));
        var again = await ApiClient.JsonOf(ada.DeleteAsync(address));
        var late = await ApiClient.JsonOf(ada.PatchAsync(address, new { body = "Back" }), HttpStatusCode.Conflict);

        Assert.Equal(JsonValueKind.Null, deleted.GetProperty("body").ValueKind);
        Assert.Equal(JsonValueKind.Null, deleted.GetProperty("html").ValueKind);
        Assert.Matches("Z$", deleted.GetProperty("deletedAt").GetString());
        Assert.Equal(deleted.GetRawText(), again.GetRawText());
        Assert.Equal("message.deleted", late.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Messages_come_in_order_of_number_the_newest_or_beside_a_number()
    {
        var (ada, tablo) = await TabloAsync();
        for (var i = 1; i <= 7; i++)
        {
            await SayAsync(ada, tablo, $"{i}");
        }

        Assert.Equal("1 2 3 4 5 6 7", await NumbersAsync(""));
        Assert.Equal("1 2 3 4 5 6 7", await NumbersAsync("?limit=200"));
        Assert.Equal("7", await NumbersAsync("?limit=1"));
        Assert.Equal("6 7", await NumbersAsync("?limit=2"));
        Assert.Equal("3 4", await NumbersAsync("?before=5&limit=2"));
        Assert.Equal("5 6", await NumbersAsync("?after=4&limit=2"));
        Assert.Equal("", await NumbersAsync("?after=7"));
        Assert.Equal("", await NumbersAsync("?before=1"));
        Assert.Matches("^[0-9a-z]{8}\\.7$", (await PageAsync(ada, tablo)).GetProperty("cursor").GetString());

        async Task<string> NumbersAsync(string query) => string.Join(' ', (await ApiClient.JsonOf(ada.GetAsync($"/api/tablos/{tablo}/messages{query}")))
            .GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("number").GetInt32()));
    }

    [Theory]
    [InlineData("?limit=0", "limit")]
    [InlineData("?limit=201", "limit")]
    [InlineData("?limit=many", "limit")]
    [InlineData("?before=x", "before")]
    [InlineData("?before=1&after=2", "before")]
    public async Task A_window_that_makes_no_sense_is_refused_by_its_name(string query, string field)
    {
        var (ada, tablo) = await TabloAsync();
        using var answer = await ada.GetAsync($"/api/tablos/{tablo}/messages{query}");
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct)).RootElement;

        Assert.True(answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity);
        Assert.True(problem.GetProperty("errors").GetProperty(field).GetArrayLength() == 1, problem.GetRawText());
    }

    [Theory]
    [InlineData("{", 400, null)]
    [InlineData("", 400, null)]
    [InlineData("null", 400, null)]
    [InlineData("[]", 400, null)]
    [InlineData("{\"body\":1}", 400, "body")]
    [InlineData("{\"body\":\"\\ud800\"}", 400, "body")]
    [InlineData("{\"body\":\"x\",\"clientId\":\"x\"}", 422, "clientId")]
    [InlineData("{\"body\":\"x\",\"clientId\":7}", 400, "clientId")]
    [InlineData("{\"body\":\"\\u0000\"}", 422, "body")]
    [InlineData("{\"body\":\" \"}", 422, "body")]
    [InlineData("{}", 422, "body")]
    public async Task What_cannot_be_read_or_breaks_a_rule_is_refused_by_its_field(string json, int status, string? field)
    {
        var (ada, tablo) = await TabloAsync();
        var problem = await ApiClient.JsonOf(ada.SendAsync(HttpMethod.Post, $"/api/tablos/{tablo}/messages", JsonText(json)), (HttpStatusCode)status);

        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
        Assert.Equal(field is null ? [] : [field], problem.TryGetProperty("errors", out var errors) ? errors.EnumerateObject().Select(error => error.Name) : []);
        Assert.Equal(0, (await PageAsync(ada, tablo)).GetProperty("messages").GetArrayLength());
    }

    [Fact]
    public async Task A_refusal_speaks_the_language_that_is_asked_for()
    {
        var (ada, tablo) = await TabloAsync();
        var tooLong = JsonText(JsonSerializer.Serialize(new { body = new string('x', 10_001) }));
        var french = await ApiClient.JsonOf(ada.SendAsync(HttpMethod.Post, $"/api/tablos/{tablo}/messages", tooLong, "fr-FR"), HttpStatusCode.UnprocessableEntity);
        var nowhere = await ApiClient.JsonOf(ada.GetAsync("/api/nowhere", "fr"), HttpStatusCode.NotFound);

        Assert.Matches(@"10\s001 caractères", french.GetProperty("errors").GetProperty("body")[0].GetString());
        Assert.StartsWith("Introuvable", nowhere.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_way_of_being_wrong_is_a_problem_with_the_headers_of_every_answer()
    {
        var (ada, tablo) = await TabloAsync();
        var messages = $"/api/tablos/{tablo}/messages";
        foreach (var (status, answering) in new (int, Task<HttpResponseMessage>)[]
        {
            (404, ada.GetAsync("/api/nowhere")),
            (404, ada.GetAsync("/api")),
            (404, ada.GetAsync("/api/tablos/not-a-uuid/messages")),
            (405, ada.DeleteAsync(messages)),
            (415, ada.SendAsync(HttpMethod.Post, messages, new FormUrlEncodedContent([KeyValuePair.Create("body", "x")]))),
            (415, ada.SendAsync(HttpMethod.Post, messages, new StringContent("x", Encoding.UTF8, "text/plain"))),
            (413, ada.SendAsync(HttpMethod.Post, messages, JsonText($"{{\"body\":\"{new string('x', 300_000)}\"}}"))),
            (401, new ApiClient(app.Visitor().Http, null).GetAsync(messages)),
        })
        {
            using var answer = await answering;
            var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct)).RootElement;
            Assert.Equal((status, status), ((int)answer.StatusCode, problem.GetProperty("status").GetInt32()));
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.StartsWith("default-src 'none'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
            Assert.Contains("no-store", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
            Assert.False(answer.Headers.Contains("Set-Cookie"));
        }
    }

    [Fact]
    public async Task To_a_stranger_and_to_a_token_for_others_a_tablo_does_not_exist_byte_for_byte()
    {
        var owner = await app.SignedInAsync();
        var ada = await ApiClient.OfAsync(owner);
        var tablo = await MakeTabloAsync(ada);
        var message = (await SayAsync(ada, tablo, "For us alone")).GetProperty("id").GetString();
        var limited = await ApiClient.OfAsync(owner, await MakeTabloAsync(ada));
        var eve = await ApiClient.OfAsync(await app.SignedInAsync("Eve"));
        var nothing = await BodyAsync(eve.GetAsync($"/api/tablos/{Guid.CreateVersion7()}/messages"));

        foreach (var who in (ApiClient[])[eve, limited])
        {
            foreach (var asking in (Task<HttpResponseMessage>[])
            [
                who.GetAsync($"/api/tablos/{tablo}/messages"),
                who.PostAsync($"/api/tablos/{tablo}/messages", new { body = "Let me in" }),
                who.PostAsync($"/api/tablos/{tablo}/messages", new { body = "" }),
                who.PatchAsync($"/api/tablos/{tablo}/messages/{message}", new { body = "Changed" }),
                who.PatchAsync($"/api/tablos/{tablo}/messages/{message}", new { body = "" }),
                who.DeleteAsync($"/api/tablos/{tablo}/messages/{message}"),
                who.GetAsync($"/api/tablos/{tablo}/stream"),
            ])
            {
                Assert.Equal(nothing, await BodyAsync(asking));
            }
        }

        Assert.Equal("For us alone", (await PageAsync(ada, tablo)).GetProperty("messages")[0].GetProperty("body").GetString());
        Assert.Equal(1, (await PageAsync(ada, tablo)).GetProperty("messages").GetArrayLength());

        static async Task<string> BodyAsync(Task<HttpResponseMessage> asked)
        {
            using var answer = await asked;
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            return $"{answer.Content.Headers} {await answer.Content.ReadAsStringAsync(Ct)}";
        }
    }

    [Fact]
    public async Task A_message_of_another_tablo_is_not_found_in_this_one()
    {
        var (ada, tablo) = await TabloAsync();
        var message = (await SayAsync(ada, tablo, "Here")).GetProperty("id").GetString();
        var other = await MakeTabloAsync(ada);

        await ApiClient.JsonOf(ada.PatchAsync($"/api/tablos/{other}/messages/{message}", new { body = "There" }), HttpStatusCode.NotFound);
        await ApiClient.JsonOf(ada.DeleteAsync($"/api/tablos/{other}/messages/{message}"), HttpStatusCode.NotFound);
        Assert.Equal("Here", (await PageAsync(ada, tablo)).GetProperty("messages")[0].GetProperty("body").GetString());
    }

    [Fact]
    public async Task A_member_who_did_not_write_a_message_neither_edits_nor_deletes_it()
    {
        var (ada, bob, tablo) = await TabloOfTwoAsync();
        var address = $"/api/tablos/{tablo}/messages/{(await SayAsync(ada, tablo, "Mine")).GetProperty("id")}";
        var edited = await ApiClient.JsonOf(bob.PatchAsync(address, new { body = "Yours" }), HttpStatusCode.Forbidden);
        var deleted = await ApiClient.JsonOf(bob.DeleteAsync(address), HttpStatusCode.Forbidden);

        Assert.Equal(("message.author-only", "message.author-or-owner-only"), (edited.GetProperty("code").GetString(), deleted.GetProperty("code").GetString()));
        Assert.Equal(["Mine"], (await PageAsync(bob, tablo)).GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("body").GetString()).OfType<string>());
    }

    [Fact]
    public async Task Who_joined_is_told_by_a_notice_that_nobody_wrote()
    {
        var (_, bob, tablo) = await TabloOfTwoAsync();
        var notice = Assert.Single((await PageAsync(bob, tablo)).GetProperty("messages").EnumerateArray());

        Assert.All((string[])["author", "body"], name => Assert.Equal(JsonValueKind.Null, notice.GetProperty(name).ValueKind));
        Assert.Contains("Bob\u2069 joined, invited by \u2068Ada", notice.GetProperty("html").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whose_tablo_it_is_not_is_listed_as_a_member_with_what_is_unread()
    {
        var (ada, bob, tablo) = await TabloOfTwoAsync();
        await SayAsync(ada, tablo, "News");
        var listed = Assert.Single((await ApiClient.JsonOf(bob.GetAsync("/api/tablos"))).EnumerateArray());

        Assert.Equal(("member", 1), (listed.GetProperty("role").GetString(), listed.GetProperty("unread").GetInt32()));
    }

    [Fact]
    public async Task What_a_program_posts_for_somebody_reads_nothing_for_them_and_is_not_unread_either()
    {
        var (ada, ben) = (await app.SignedInAsync("Ada"), await app.SignedInAsync("Ben"));
        var discussion = await ada.CreateTabloAsync();
        await ada.AdmitAsync(discussion, ben);
        await ben.SayAsync(discussion, "One");
        await ben.SayAsync(discussion, "Two");
        var api = await ApiClient.OfAsync(ada);
        using var posted = await api.PostAsync($"/api{discussion.Replace("/discussion", "/messages", StringComparison.Ordinal)}", new { body = "From a script" });
        Assert.Equal(HttpStatusCode.Created, posted.StatusCode);
        var tablos = await ApiClient.JsonOf(api.GetAsync("/api/tablos"), HttpStatusCode.OK);

        Assert.Equal(2, tablos.EnumerateArray().Single(tablo => discussion.Contains(tablo.GetProperty("id").GetString()!, StringComparison.Ordinal)).GetProperty("unread").GetInt32());
    }

    [Fact]
    public async Task A_token_for_some_tablos_lists_these_and_makes_no_others()
    {
        var owner = await app.SignedInAsync();
        var ada = await ApiClient.OfAsync(owner);
        await MakeTabloAsync(ada);
        var tablo = await MakeTabloAsync(ada);
        var limited = await ApiClient.OfAsync(owner, tablo);
        var refused = await ApiClient.JsonOf(limited.PostAsync("/api/tablos", new { name = "Another" }), HttpStatusCode.Forbidden);

        Assert.Equal("This token was made for some tablos only, so it cannot make others.", refused.GetProperty("detail").GetString());
        Assert.Equal([tablo], (await ApiClient.JsonOf(limited.GetAsync("/api/tablos"))).EnumerateArray().Select(each => each.GetProperty("id").GetString()));
        await SayAsync(limited, tablo, "In this one it may");
    }

    [Fact]
    public async Task A_cookie_counts_for_nothing_at_the_api_and_a_token_nowhere_else()
    {
        var owner = await app.SignedInAsync();
        var token = (await ApiClient.OfAsync(owner)).Token;
        using var cookie = await owner.GetAsync("/api/tablos");
        using var page = await new ApiClient(app.Visitor().Http, token).GetAsync("/tablos");

        Assert.Equal(HttpStatusCode.Unauthorized, cookie.StatusCode);
        Assert.Equal("Bearer", cookie.Headers.WwwAuthenticate.ToString());
        Assert.Equal("/sign-in?returnUrl=%2Ftablos", page.Headers.Location?.OriginalString);
    }

    private static StringContent JsonText(string json) => new(json, Encoding.UTF8, "application/json");

    private static async Task<string> MakeTabloAsync(ApiClient who) =>
        (await ApiClient.JsonOf(who.PostAsync("/api/tablos", new { name = "Rue Oberkampf 12" }), HttpStatusCode.Created)).GetProperty("id").GetString()!;

    private static Task<JsonElement> SayAsync(ApiClient who, string tablo, string body) =>
        ApiClient.JsonOf(who.PostAsync($"/api/tablos/{tablo}/messages", new { body }), HttpStatusCode.Created);

    private static Task<JsonElement> PageAsync(ApiClient who, string tablo) => ApiClient.JsonOf(who.GetAsync($"/api/tablos/{tablo}/messages"));

    private async Task<(ApiClient Who, string Tablo)> TabloAsync(string name = "Ada")
    {
        var who = await ApiClient.OfAsync(await app.SignedInAsync(name));
        return (who, await MakeTabloAsync(who));
    }

    private async Task<(ApiClient Ada, ApiClient Bob, string Tablo)> TabloOfTwoAsync()
    {
        var (ada, bob) = (await app.SignedInAsync(), await app.SignedInAsync("Bob"));
        var discussion = await ada.CreateTabloAsync();
        await ada.AdmitAsync(discussion, bob);
        return (await ApiClient.OfAsync(ada), await ApiClient.OfAsync(bob), discussion.Split('/')[2]);
    }

    public sealed class OnSqlite(SqliteApp app) : CallingTheApiTests(app);

    public sealed class OnPostgres(PostgresApp app) : CallingTheApiTests(app);
}
