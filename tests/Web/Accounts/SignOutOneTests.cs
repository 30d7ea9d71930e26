using System.Net;
using System.Text.RegularExpressions;

namespace Xtablo.Web.Tests.Accounts;

public abstract partial class SignOutOneTests(XtabloApp app)
{
    private const string Firefox = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0";

    [Fact]
    public async Task The_list_says_which_device_it_is_and_which_is_this_one()
    {
        var ada = await app.SignedInAsync();
        await ElsewhereAsync(ada);

        var page = await ada.ReadAsync("/account/sessions");

        Assert.Equal(2, Handle().Count(page));
        Assert.Contains(">Firefox on Windows</bdi>", page, StringComparison.Ordinal);
        Assert.Matches("<bdi class=\"name\">Unknown program</bdi>\\s*<b class=\"here\">this device</b>", page);
        Assert.Single(Regex.Matches(page, "this device</b>", RegexOptions.None, TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task One_is_signed_out_with_its_streams_and_the_other_goes_on()
    {
        var ada = await app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        var elsewhere = await ElsewhereAsync(ada);
        using var stream = await elsewhere.FollowAsync(discussion);
        await stream.UntilReadyAsync();

        using var answer = await ada.PostAsync("/account/sessions", new() { ["session"] = await OwnHandleAsync(elsewhere) });

        Assert.Equal("/account/sessions", answer.Headers.Location?.OriginalString);
        Assert.Equal("""{"reason":"signed-out"}""", (await stream.NextAsync("bye")).Data);
        using var there = await elsewhere.GetAsync("/tablos", htmx: true);
        Assert.Equal(HttpStatusCode.Unauthorized, there.StatusCode);
        Assert.DoesNotContain("Firefox on Windows", await ada.ReadAsync("/account/sessions"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_signs_out_this_one_is_at_the_sign_in()
    {
        var ada = await app.SignedInAsync();
        using var answer = await ada.PostAsync("/account/sessions", new() { ["session"] = await OwnHandleAsync(ada) });
        using var after = await ada.GetAsync("/tablos", htmx: true);

        Assert.Equal("/sign-in", answer.Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.Unauthorized, after.StatusCode);
    }

    [Fact]
    public async Task Nobody_signs_out_another()
    {
        var ada = await app.SignedInAsync();
        var eve = await app.SignedInAsync("Eve");
        using var answer = await eve.PostAsync("/account/sessions", new() { ["session"] = await OwnHandleAsync(ada) });

        Assert.Equal("/account/sessions", answer.Headers.Location?.OriginalString);
        await ada.ReadAsync("/tablos");
    }

    private static async Task<string> OwnHandleAsync(Visitor visitor)
    {
        var page = await visitor.ReadAsync("/account/sessions");
        return Handle().Match(page, page.IndexOf("this device</b>", StringComparison.Ordinal)).Groups["handle"].Value;
    }

    /// <summary>By the form, to which a browser says what it is.</summary>
    private async Task<Visitor> ElsewhereAsync(Visitor visitor)
    {
        var elsewhere = app.Visitor();
        elsewhere.Http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", Firefox);
        using var signedIn = await elsewhere.SignInAsync(visitor.Email);
        return elsewhere;
    }

    [GeneratedRegex("name=\"session\" value=\"(?<handle>[0-9a-f]{32})\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Handle();

    public sealed class OnSqlite(SqliteApp app) : SignOutOneTests(app);

    public sealed class OnPostgres(PostgresApp app) : SignOutOneTests(app);
}
