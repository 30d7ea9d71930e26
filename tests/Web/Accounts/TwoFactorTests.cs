using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;
using OtpNet;
using Xtablo.Domain.Accounts;

namespace Xtablo.Web.Tests.Accounts;

public abstract partial class TwoFactorTests(XtabloApp app, FakeTimeProvider clock)
{
    private const string ClientId = "0b5c2ad7-5d45-4b5b-9d5b-6a6c6b2f6a11";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task With_the_second_step_the_password_alone_opens_nothing_and_a_code_opens_it_once()
    {
        var (ada, key, _) = await TurnedOnAsync();
        var discussion = await ada.CreateTabloAsync();
        var more = new Dictionary<string, string> { ["returnUrl"] = discussion, ["body"] = "Half an <hour>", ["clientId"] = Guid.CreateVersion7().ToString() };
        var visitor = app.Visitor();
        using var asked = await visitor.SignInAsync(ada.Email, more: more);
        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        using var still = await visitor.GetAsync("/tablos");
        Assert.Equal(HttpStatusCode.Redirect, still.StatusCode);
        var page = await asked.Content.ReadAsStringAsync(Ct);
        Assert.Contains("Half an &lt;hour&gt;", page, StringComparison.Ordinal);
        Assert.Contains($"name=\"returnUrl\" value=\"{discussion}\"", page, StringComparison.Ordinal);

        var code = CodeOf(key);
        var form = new Dictionary<string, string>(more) { ["ticket"] = TicketOf(page), ["Code"] = code };
        using var wrong = await visitor.PostAsync("/sign-in/code", new(form) { ["Code"] = "000000" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        var again = await wrong.Content.ReadAsStringAsync(Ct);
        Assert.Contains("This code is wrong", again, StringComparison.Ordinal);
        Assert.Contains("Half an &lt;hour&gt;", again, StringComparison.Ordinal);
        using var signedIn = await visitor.PostAsync("/sign-in/code", new(form) { ["ticket"] = TicketOf(again) });
        Assert.Equal(discussion, signedIn.Headers.Location?.OriginalString);
        Assert.Contains("Half an &lt;hour&gt;", await visitor.ReadAsync(discussion), StringComparison.Ordinal);

        using var replay = await app.Visitor().PostAsync("/sign-in/code", form);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, replay.StatusCode);
    }

    [Fact]
    public async Task A_code_that_a_double_click_sends_twice_signs_in_by_either_answer()
    {
        var (ada, key, _) = await TurnedOnAsync();
        var visitor = app.Visitor();
        using var asked = await visitor.SignInAsync(ada.Email);
        var page = await asked.Content.ReadAsStringAsync(Ct);
        var form = new Dictionary<string, string> { ["ticket"] = TicketOf(page), ["Code"] = CodeOf(key), ["attemptId"] = Visitor.AttemptIn(page) };
        var answers = await Task.WhenAll(visitor.PostAsync("/sign-in/code", form), visitor.PostAsync("/sign-in/code", form));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode));
    }

    [Fact]
    public async Task A_recovery_code_signs_in_once()
    {
        var (ada, _, codes) = await TurnedOnAsync();
        using var first = await WithCodeAsync(ada, codes[3]);
        using var second = await WithCodeAsync(ada, codes[3]);

        Assert.Equal(HttpStatusCode.SeeOther, first.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, second.StatusCode);
    }

    [Fact]
    public async Task Five_minutes_after_the_password_it_begins_anew_and_so_it_does_with_a_forged_ticket()
    {
        var (ada, key, _) = await TurnedOnAsync();
        var ticket = await TicketAsync(app.Visitor(), ada);
        clock.Advance(TimeSpan.FromMinutes(5));
        foreach (var each in (string[])[ticket, "forged", ""])
        {
            using var answer = await app.Visitor().PostAsync("/sign-in/code", new()
            {
                ["ticket"] = each,
                ["Code"] = CodeOf(key),
                ["body"] = "Half an hour",
                ["clientId"] = ClientId,
                ["returnUrl"] = "/account",
            });
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            var page = await answer.Content.ReadAsStringAsync(Ct);
            Assert.Contains("name=\"Password\"", page, StringComparison.Ordinal);
            Assert.Contains("Half an hour</textarea>", page, StringComparison.Ordinal);
            Assert.Contains($"value=\"{ClientId}\"", page, StringComparison.Ordinal);
            Assert.Contains("name=\"returnUrl\" value=\"/account\"", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task After_five_wrong_codes_in_a_minute_the_right_one_has_to_wait()
    {
        var (ada, key, _) = await TurnedOnAsync();
        var visitor = app.Visitor();
        var ticket = await TicketAsync(visitor, ada);
        for (var i = 0; i < 5; i++)
        {
            using var wrong = await visitor.PostAsync("/sign-in/code", new() { ["ticket"] = ticket, ["Code"] = "000000" });
            Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        }

        using var refused = await WithCodeAsync(ada, CodeOf(key));
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        clock.Advance(TimeSpan.FromSeconds(61));
        using var later = await WithCodeAsync(ada, CodeOf(key));
        Assert.Equal(HttpStatusCode.SeeOther, later.StatusCode);
    }

    [Fact]
    public async Task With_each_wrong_code_in_a_row_the_wait_grows_but_not_on_a_device_of_the_owner_who_is_told()
    {
        var (ada, key, codes) = await TurnedOnAsync();
        var own = app.Visitor();
        using var once = await own.PostAsync("/sign-in/code", new() { ["ticket"] = await TicketAsync(own, ada), ["Code"] = codes[0] });
        using var left = await own.PostAsync("/sign-out", []);
        for (var i = 0; i < 6; i++)
        {
            using var wrong = await WithCodeAsync(ada, "000000");
            Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
            clock.Advance(i < 4 ? TimeSpan.Zero : TimeSpan.FromSeconds(61));
        }

        using var refused = await WithCodeAsync(ada, CodeOf(key)); // two minutes after the sixth
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(50), TimeSpan.FromSeconds(60));
        Assert.Contains("Too many wrong codes in a row. Try again in 1 min", await refused.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Contains("Someone with your password entered five wrong codes.", await ada.ReadAsync("/account/sessions"), StringComparison.Ordinal);

        using var meanwhile = await own.PostAsync("/sign-in/code", new() { ["ticket"] = await TicketAsync(own, ada), ["Code"] = CodeOf(key) });
        Assert.Equal(HttpStatusCode.SeeOther, meanwhile.StatusCode);
    }

    [Fact]
    public async Task A_device_that_is_known_may_not_try_codes_for_ever_either()
    {
        var (ada, key, codes) = await TurnedOnAsync();
        var visitor = app.Visitor();
        using var signedIn = await visitor.PostAsync("/sign-in/code", new() { ["ticket"] = await TicketAsync(visitor, ada), ["Code"] = codes[0] });
        Assert.Contains(signedIn.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("xtablo-device-", StringComparison.Ordinal));
        using var left = await visitor.PostAsync("/sign-out", []);
        var ticket = await TicketAsync(visitor, ada);
        for (var i = 0; i < 5; i++)
        {
            using var wrong = await visitor.PostAsync("/sign-in/code", new() { ["ticket"] = ticket, ["Code"] = "000000" });
            Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        }

        using var refused = await visitor.PostAsync("/sign-in/code", new() { ["ticket"] = ticket, ["Code"] = CodeOf(key) });
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
    }

    [Fact]
    public async Task After_a_mistyped_code_it_is_still_the_key_that_the_app_has_taken()
    {
        var ada = await app.SignedInAsync();
        var page = await ada.ReadAsync("/account/two-factor");
        using var wrong = await ada.PostAsync("/account/two-factor", new() { ["setup"] = SetupOf(page), ["Code"] = "12345", ["Password"] = Visitor.Password });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Equal(KeyOf(page).Text, KeyOf(await wrong.Content.ReadAsStringAsync(Ct)).Text);
    }

    [Fact]
    public async Task It_is_turned_off_with_the_password_and_then_the_password_is_enough()
    {
        var (ada, _, _) = await TurnedOnAsync();
        using var refused = await ada.PostAsync("/account/two-factor/off", new() { ["Password"] = "another" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        using var off = await ada.PostAsync("/account/two-factor/off", new() { ["Password"] = Visitor.Password });
        Assert.Equal(HttpStatusCode.SeeOther, off.StatusCode);

        using var signedIn = await app.Visitor().SignInAsync(ada.Email);
        Assert.Equal(HttpStatusCode.SeeOther, signedIn.StatusCode);
    }

    [Fact]
    public async Task Looking_at_the_page_turns_nothing_on_and_each_look_shows_another_key()
    {
        var ada = await app.SignedInAsync();
        var one = await ada.ReadAsync("/account/two-factor");
        var other = await ada.ReadAsync("/account/two-factor");

        Assert.Contains("<svg class=\"qr\"", one, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", one, StringComparison.Ordinal);
        Assert.NotEqual(KeyOf(one), KeyOf(other));
        using var signedIn = await app.Visitor().SignInAsync(ada.Email);
        Assert.Equal(HttpStatusCode.SeeOther, signedIn.StatusCode);
    }

    [Fact]
    public async Task A_key_that_another_account_was_shown_is_not_taken()
    {
        var ada = await app.SignedInAsync();
        var bob = await app.SignedInAsync("Bob");
        var page = await ada.ReadAsync("/account/two-factor");
        using var answer = await bob.PostAsync("/account/two-factor", new()
        {
            ["setup"] = SetupOf(page),
            ["Code"] = CodeOf(KeyOf(page)),
            ["Password"] = Visitor.Password,
        });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
    }

    private async Task<(Visitor Ada, AuthenticatorKey Key, IReadOnlyList<string> Recovery)> TurnedOnAsync()
    {
        clock.Advance(TimeSpan.FromMinutes(2)); // nothing is counted any more
        var ada = await app.SignedInAsync();
        var page = await ada.ReadAsync("/account/two-factor");
        using var on = await ada.PostAsync("/account/two-factor", new()
        {
            ["setup"] = SetupOf(page),
            ["Code"] = CodeOf(KeyOf(page)),
            ["Password"] = Visitor.Password,
        });
        Assert.Equal(HttpStatusCode.OK, on.StatusCode);
        var codes = RecoveryCode().Matches(await on.Content.ReadAsStringAsync(Ct)).Select(code => code.Groups["code"].Value).ToList();
        Assert.Equal(10, codes.Count);
        clock.Advance(TimeSpan.FromSeconds(30)); // the code that it was turned on with is used up
        return (ada, KeyOf(page), codes);
    }

    private async Task<HttpResponseMessage> WithCodeAsync(Visitor ada, string code)
    {
        var visitor = app.Visitor();
        return await visitor.PostAsync("/sign-in/code", new() { ["ticket"] = await TicketAsync(visitor, ada), ["Code"] = code });
    }

    private static async Task<string> TicketAsync(Visitor visitor, Visitor ada)
    {
        using var asked = await visitor.SignInAsync(ada.Email);
        return TicketOf(await asked.Content.ReadAsStringAsync(Ct));
    }

    /// <summary>What an app that has the key shows now.</summary>
    private string CodeOf(AuthenticatorKey key) => new Totp(Base32Encoding.ToBytes(key.Text)).ComputeTotp(clock.GetUtcNow().UtcDateTime);

    private static string TicketOf(string page) => page.Split("name=\"ticket\" value=\"")[1].Split('"')[0];

    private static string SetupOf(string page) => page.Split("name=\"setup\" value=\"")[1].Split('"')[0];

    private static AuthenticatorKey KeyOf(string page) =>
        AuthenticatorKey.TryParse(ShownKey().Match(page).Groups["key"].Value.Replace(" ", "", StringComparison.Ordinal))!;

    [GeneratedRegex("<code>(?<key>[A-Z2-7 ]{39})</code>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ShownKey();

    [GeneratedRegex("<code>(?<code>[a-z0-9]{4}(-[a-z0-9]{4}){3})</code>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RecoveryCode();

    public sealed class OnSqlite(Limited<SqliteApp> server) : TwoFactorTests(server.App, server.Clock), IClassFixture<Limited<SqliteApp>>;

    public sealed class OnPostgres(Limited<PostgresApp> server) : TwoFactorTests(server.App, server.Clock), IClassFixture<Limited<PostgresApp>>;
}
