using System.Net;

namespace Xtablo.Web.Tests.Accounts;

public abstract class SigningInTests(XtabloApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_unknown_email_and_a_wrong_password_get_one_and_the_same_sentence()
    {
        var ada = await app.SignedInAsync();
        using var wrong = await app.Visitor().SignInAsync(ada.Email, "not her password");
        using var unknown = await app.Visitor().SignInAsync("nobody@example.org", "not her password");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unknown.StatusCode);
        const string Sentence = "The e-mail or the password is wrong.";
        Assert.Contains(Sentence, await wrong.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Contains(Sentence, await unknown.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_signs_in_goes_to_where_they_were_going()
    {
        var ada = await app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        var visitor = app.Visitor();
        using var stopped = await visitor.GetAsync($"{discussion}?around=3");
        Assert.Equal(HttpStatusCode.Redirect, stopped.StatusCode);
        Assert.Equal($"/sign-in?returnUrl={Uri.EscapeDataString($"{discussion}?around=3")}", stopped.Headers.Location?.OriginalString);

        using var signedIn = await visitor.SignInAsync(ada.Email, more: new() { ["returnUrl"] = $"{discussion}?around=3" });

        Assert.Equal(HttpStatusCode.SeeOther, signedIn.StatusCode);
        Assert.Equal($"{discussion}?around=3", signedIn.Headers.Location?.OriginalString);
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("tablos")]
    [InlineData("")]
    public async Task Nobody_is_sent_to_another_site(string returnUrl)
    {
        var ada = await app.SignedInAsync();
        using var signedIn = await app.Visitor().SignInAsync(ada.Email, more: new() { ["returnUrl"] = returnUrl });

        Assert.Equal("/tablos", signedIn.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task A_session_that_was_signed_out_is_over_even_for_who_kept_its_cookie()
    {
        var ada = await app.SignedInAsync();
        using var before = await ada.GetAsync("/tablos");
        Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        var cookie = Assert.Single(before.RequestMessage!.Headers.GetValues("Cookie").SelectMany(c => c.Split("; ")), c => c.StartsWith("xtablo-session-", StringComparison.Ordinal));

        using var signedOut = await ada.PostAsync("/sign-out", []);
        Assert.Equal("/sign-in", signedOut.Headers.Location?.OriginalString);
        using var replay = new HttpRequestMessage(HttpMethod.Get, "/tablos");
        replay.Headers.Add("Cookie", cookie);
        using var stolen = app.Server.CreateClient();
        using var answer = await stolen.SendAsync(replay, Ct);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    [Fact]
    public async Task Who_signed_in_before_cookies_had_a_mark_in_their_names_stays_signed_in()
    {
        var cookie = await (await app.SignedInAsync()).SessionCookieAsync();
        using var asBefore = new HttpRequestMessage(HttpMethod.Get, "/tablos");
        asBefore.Headers.Add("Cookie", $"xtablo-session={cookie.Split('=', 2)[1]}");
        using var browser = app.Server.CreateClient();
        using var answer = await browser.SendAsync(asBefore, Ct);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Signing_out_ends_that_session_and_no_other()
    {
        var ada = await app.SignedInAsync();
        var elsewhere = await app.ElsewhereAsync(ada);
        using var signedOut = await ada.PostAsync("/sign-out", []);

        using var here = await ada.GetAsync("/tablos");
        using var there = await elsewhere.GetAsync("/tablos");

        Assert.Equal(HttpStatusCode.Redirect, here.StatusCode);
        Assert.Equal(HttpStatusCode.OK, there.StatusCode);
    }

    [Fact]
    public async Task A_program_without_a_session_hears_401_and_is_never_redirected()
    {
        var ada = await app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        var visitor = app.Visitor();

        using var stream = await visitor.GetAsync($"{discussion}/stream");
        using var rows = await visitor.GetAsync(discussion, htmx: true);
        using var post = await visitor.PostBareAsync(discussion, new() { ["body"] = "hello" }, htmx: true);

        Assert.Equal(HttpStatusCode.Unauthorized, stream.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, rows.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, post.StatusCode);
    }

    [Fact]
    public async Task A_message_sent_without_a_session_comes_along_through_signing_in_and_is_sent_once()
    {
        var ada = await app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        var clientId = Guid.CreateVersion7().ToString();
        var visitor = app.Visitor();
        using var refused = await visitor.PostBareAsync(discussion, new() { ["body"] = "Half <an> hour\r\nof typing", ["clientId"] = clientId });
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode); // not 2xx: nothing is stored
        var form = await refused.Content.ReadAsStringAsync(Ct);
        Assert.Contains("name=\"Password\"", form, StringComparison.Ordinal);
        Assert.Contains("Half &lt;an&gt; hour", form, StringComparison.Ordinal);
        Assert.Empty(Row.All(await ada.ReadAsync(discussion)));

        using var signedIn = await visitor.SignInAsync(ada.Email, more: new()
        {
            ["returnUrl"] = discussion,
            ["body"] = "Half <an> hour\r\nof typing",
            ["clientId"] = clientId,
        });
        Assert.Equal(discussion, signedIn.Headers.Location?.OriginalString);
        var page = await visitor.ReadAsync(discussion);
        Assert.Contains("Half &lt;an&gt; hour", page, StringComparison.Ordinal);
        Assert.Contains($"name=\"clientId\" value=\"{clientId}\"", page, StringComparison.Ordinal);
        await visitor.SayAsync(discussion, "Half <an> hour\r\nof typing", clientId);

        var after = await visitor.ReadAsync(discussion);
        Assert.Equal("Half <an> hour\nof typing", Row.Single(after).Body);
        Assert.DoesNotContain(clientId, after.Split("</ol>")[1], StringComparison.Ordinal); // the composer is empty again
    }

    [Theory]
    [InlineData("/tablos", "Name", "Café", "/tablos?name=Caf%C3%A9")]
    [InlineData("/tablos/0b5c2ad7-5d45-4b5b-9d5b-6a6c6b2f6a11/rename", "Name", "x", "/tablos/0b5c2ad7-5d45-4b5b-9d5b-6a6c6b2f6a11/discussion")]
    [InlineData("/sign-out", "x", "y", "/tablos")]
    public async Task A_form_sent_without_a_session_leads_back_to_its_page(string path, string field, string typed, string back)
    {
        using var answer = await app.Visitor().PostBareAsync(path, new() { [field] = typed });

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains($"name=\"returnUrl\" value=\"{back}\"", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Over_https_the_cookie_is_bound_to_this_host_and_secure_and_over_http_a_plain_one()
    {
        await app.SignedInAsync();
        var plain = await CookieOfAsync("http://localhost");
        var secure = await CookieOfAsync("https://localhost");

        Assert.Matches("^xtablo-session-[0-9a-f]{8}=[^;]+; expires=[^;]+; path=/; samesite=lax; httponly$", plain);
        Assert.Matches("^__Host-xtablo-session-[0-9a-f]{8}=[^;]+; expires=[^;]+; path=/; secure; samesite=lax; httponly$", secure);
    }

    [Theory]
    [InlineData("Email", "a\0b@example.org")]
    [InlineData("Email", "a\uFFFE@example.org")]
    [InlineData("Password", "a\0b")]
    [InlineData("returnUrl", "/tablos\r\nSet-Cookie: x=y")]
    [InlineData("returnUrl", "/tablos?name=Café")]
    [InlineData("body", "a\0b")]
    public async Task Odd_characters_in_the_form_are_no_fault_of_ours(string field, string typed)
    {
        var ada = await app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        var fields = new Dictionary<string, string> { ["returnUrl"] = discussion, [field] = typed };
        using var answer = await app.Visitor().SignInAsync(field == "Email" ? typed : ada.Email, field == "Password" ? typed : null, fields);

        Assert.True((int)answer.StatusCode is 303 or 422, $"{answer.StatusCode}");
    }

    private async Task<string> CookieOfAsync(string address)
    {
        using var http = app.CreateDefaultClient(new Uri(address));
        var visitor = new Visitor(http);
        var ada = await app.SignedInAsync();
        using var page = await visitor.GetAsync("/sign-in");
        http.DefaultRequestHeaders.Add("Cookie", page.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]));
        using var answer = await visitor.SignInAsync(ada.Email);
        return Assert.Single(answer.Headers.GetValues("Set-Cookie"), cookie => cookie.Contains("xtablo-session", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_form_from_before_signing_in_again_comes_back_with_what_was_typed()
    {
        var ada = await app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        var stale = await app.Visitor().TokenAsync();

        using var answer = await ada.PostBareAsync(discussion, new() { ["body"] = "Keep me", ["__RequestVerificationToken"] = stale });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync(Ct);
        Assert.Contains("Keep me</textarea>", page, StringComparison.Ordinal);
        Assert.Contains("__RequestVerificationToken", page, StringComparison.Ordinal);
        Assert.Empty(Row.All(await ada.ReadAsync(discussion)));
    }

    public sealed class OnSqlite(SqliteApp app) : SigningInTests(app);

    public sealed class OnPostgres(PostgresApp app) : SigningInTests(app);
}
