using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;
using Xtablo.Application.Accounts;

namespace Xtablo.Web.Tests.Accounts;

public abstract partial class TokensTests(XtabloApp app, FakeTimeProvider time)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_is_shown_once_listed_without_its_text_and_ends_when_it_is_revoked()
    {
        var ada = await app.SignedInAsync();
        var tablo = (await ada.CreateTabloAsync("Kitchen & Bath")).Split('/')[2];
        using var made = await ada.PostManyAsync("/account/tokens", [("Label", "Build <bot>"), ("Tablos", tablo), ("ExpiresInDays", "7"), ("Password", Visitor.Password)]);
        var page = await made.Content.ReadAsStringAsync(Ct);
        var token = TokenText().Match(page).Value;
        var api = new ApiClient(ada.Http, token);
        Assert.Equal((HttpStatusCode.OK, true), (made.StatusCode, made.Headers.CacheControl?.NoStore));
        Assert.Matches("^xt_[A-Za-z0-9_-]{22}$", token);

        await ApiClient.JsonOf(api.GetAsync("/api/tablos"));
        var list = await ada.ReadAsync("/account/tokens");
        Assert.DoesNotContain(token, list, StringComparison.Ordinal);
        Assert.Contains("<bdi class=\"name\">Build &lt;bot&gt;</bdi>", list, StringComparison.Ordinal);
        Assert.Contains($"Kitchen &amp; Bath · created {Day(0)} · expires {Day(7)}", list, StringComparison.Ordinal);
        Assert.Contains($"last used {Minute()}", list, StringComparison.Ordinal);

        using var stream = await api.FollowAsync(tablo);
        await stream.NextAsync("ready");
        using var revoked = await ada.PostAsync(RevokeAddress().Match(list).Value, []);
        Assert.Equal("/account/tokens", revoked.Headers.Location?.OriginalString);
        Assert.Equal("{\"reason\":\"signed-out\"}", (await stream.NextAsync("bye")).Data);
        Assert.Null(await stream.NextAsync());
        await AssertRefusedAsync(api);
        Assert.Contains("You have no tokens.", await ada.ReadAsync("/account/tokens"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_ends_when_it_expires_and_a_use_is_noted_once_a_minute()
    {
        var ada = await app.SignedInAsync();
        var begin = time.GetUtcNow();
        using var made = await ada.PostManyAsync("/account/tokens", [("AllTablos", "true"), ("ExpiresInDays", "1"), ("Password", Visitor.Password)]);
        var api = new ApiClient(ada.Http, TokenText().Match(await made.Content.ReadAsStringAsync(Ct)).Value);
        Assert.Contains("never used", await ada.ReadAsync("/account/tokens"), StringComparison.Ordinal);

        var first = Minute();
        foreach (var (seconds, isNoted) in new[] { (0, true), (50, false), (70, true) })
        {
            time.Advance(TimeSpan.FromSeconds(seconds));
            await ApiClient.JsonOf(api.GetAsync("/api/tablos"));
            first = isNoted ? Minute() : first;
            Assert.Contains($"last used {first}", await ada.ReadAsync("/account/tokens"), StringComparison.Ordinal);
        }

        time.AdjustTime(begin.AddDays(1) - TimeSpan.FromMilliseconds(500)); // without the ticks of a day
        await ApiClient.JsonOf(api.GetAsync("/api/tablos"));
        time.Advance(TimeSpan.FromMilliseconds(500)); // while it is still believed in
        await AssertRefusedAsync(api);
    }

    [Fact]
    public async Task Of_three_tablos_it_opens_the_two_that_were_chosen()
    {
        var ada = await app.SignedInAsync();
        var tablos = new List<string>();
        foreach (var name in (string[])["One", "Two", "Three"])
        {
            tablos.Add((await ada.CreateTabloAsync(name)).Split('/')[2]);
        }

        var api = await ApiClient.ByFormAsync(ada, tablos[0], tablos[1]);
        var listed = (await ApiClient.JsonOf(api.GetAsync("/api/tablos"))).EnumerateArray().Select(tablo => tablo.GetProperty("id").GetString()!);
        using var third = await api.GetAsync($"/api/tablos/{tablos[2]}/messages");

        Assert.Equal(tablos.Take(2).Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
        Assert.Equal(HttpStatusCode.NotFound, third.StatusCode);
    }

    [Fact]
    public async Task Another_has_no_part_in_it()
    {
        var ada = await app.SignedInAsync();
        var api = await ApiClient.OfAsync(ada);
        var revoke = RevokeAddress().Match(await ada.ReadAsync("/account/tokens")).Value;
        var eve = await app.SignedInAsync("Eve");
        using var answer = await eve.PostAsync(revoke, []);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("You have no tokens.", await eve.ReadAsync("/account/tokens"), StringComparison.Ordinal);
        await ApiClient.JsonOf(api.GetAsync("/api/tablos"));
    }

    [Fact]
    public async Task Within_two_seconds_of_a_reset_of_the_password_they_end_and_nothing_of_anybody_else()
    {
        var (ada, bob) = (await app.SignedInAsync(), await app.SignedInAsync("Bob"));
        var (hers, his) = (await ApiClient.OfAsync(ada), await ApiClient.OfAsync(bob));
        foreach (var api in (ApiClient[])[hers, his])
        {
            await ApiClient.JsonOf(api.GetAsync("/api/tablos")); // from now on it is believed for a while
        }

        var bobsLink = await app.Services.DoAsync<MakeResetLink, string?>(new(bob.Email));
        var adasLink = await app.Services.DoAsync<MakeResetLink, string?>(new(ada.Email));
        using var set = await app.Visitor().PostAsync(adasLink!, new() { ["Password"] = "a quite different one" });
        Assert.Equal("/sign-in", set.Headers.Location?.OriginalString);
        time.Advance(TimeSpan.FromSeconds(2));

        await AssertRefusedAsync(hers);
        await ApiClient.JsonOf(his.GetAsync("/api/tablos"));
        await app.Visitor().ReadAsync(bobsLink!);
    }

    [Fact]
    public async Task Who_does_not_know_the_password_makes_none()
    {
        var ada = await app.SignedInAsync();
        using var refused = await ada.PostManyAsync("/account/tokens", [("AllTablos", "true"), ("Password", "a guess")]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("id=\"Password-error\">This password is wrong.", await refused.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ExpiresInDays-error", "A token is valid for 1 to 365 days.", "AllTablos=true ExpiresInDays=366")]
    [InlineData("Tablos-error", "Choose at least one tablo, or all of them.", "Label=Kept")]
    [InlineData("Tablos-error", "Choose either all tablos or some of them", "AllTablos=true Tablos=0199aa00-0000-7000-8000-000000000000")]
    [InlineData("Tablos-error", "You are no member of one of these tablos.", "Tablos=0199aa00-0000-7000-8000-000000000000")]
    public async Task What_is_wrong_is_said_beside_its_field(string field, string sentence, string fields)
    {
        var ada = await app.SignedInAsync();
        using var refused = await ada.PostManyAsync("/account/tokens", fields.Split(' ').Select(pair => (pair.Split('=')[0], pair.Split('=')[1])).Append(("Password", Visitor.Password)));
        var page = await refused.Content.ReadAsStringAsync(Ct);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Matches($"id=\"{field}\">{sentence}", page);
        Assert.DoesNotMatch(TokenText(), page);
        Assert.Equal(fields.Contains("Kept", StringComparison.Ordinal), page.Contains("value=\"Kept\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("xt_AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("xt_")]
    [InlineData("nonsense")]
    [InlineData("")]
    public Task What_is_no_token_is_refused(string token) => AssertRefusedAsync(new ApiClient(app.Visitor().Http, token));

    private string Day(int later) => time.GetUtcNow().AddDays(later).ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    private string Minute() => time.GetUtcNow().ToString("d MMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static async Task AssertRefusedAsync(ApiClient api)
    {
        using var answer = await api.GetAsync("/api/tablos");
        Assert.Equal((HttpStatusCode.Unauthorized, "Bearer"), (answer.StatusCode, answer.Headers.WwwAuthenticate.ToString()));
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [GeneratedRegex("(?<=<code id=\"token\"[^>]*>)[^<]+", RegexOptions.None, 1000)]
    private static partial Regex TokenText();

    [GeneratedRegex("/account/tokens/[0-9a-f-]{36}/revoke", RegexOptions.None, 1000)]
    private static partial Regex RevokeAddress();

    public sealed class OnSqlite(Clocked<SqliteApp> server) : TokensTests(server.App, server.Clock), IClassFixture<Clocked<SqliteApp>>;

    public sealed class OnPostgres(Clocked<PostgresApp> server) : TokensTests(server.App, server.Clock), IClassFixture<Clocked<PostgresApp>>;
}
