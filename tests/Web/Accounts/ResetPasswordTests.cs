using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Xtablo.Application.Accounts;
using Xtablo.Domain.Accounts;

namespace Xtablo.Web.Tests.Accounts;

public abstract class ResetPasswordTests(XtabloApp app)
{
    private const string Another = "a quite different one";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Looking_at_the_form_does_not_use_the_link_up()
    {
        var ada = await app.SignedInAsync();
        var link = await LinkAsync(ada.Email);
        var visitor = app.Visitor();
        await visitor.ReadAsync(link);
        await visitor.ReadAsync(link);

        using var set = await ResetAsync(visitor, link);
        using var signedIn = await app.Visitor().SignInAsync(ada.Email, Another);

        Assert.Equal("/sign-in", set.Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.SeeOther, signedIn.StatusCode);
        using var stranger = await visitor.GetAsync("/tablos", htmx: true);
        Assert.Equal(HttpStatusCode.Unauthorized, stranger.StatusCode); // it signs nobody in
    }

    [Fact]
    public async Task Used_once_it_opens_no_more_nor_do_the_accounts_others()
    {
        var ada = await app.SignedInAsync();
        var (link, other) = (await LinkAsync(ada.Email), await LinkAsync(ada.Email));
        using var set = await ResetAsync(app.Visitor(), link);
        foreach (var used in (string[])[link, other])
        {
            using var page = await app.Visitor().GetAsync(used);
            using var again = await ResetAsync(app.Visitor(), used);

            Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (page.StatusCode, again.StatusCode));
        }
    }

    [Fact]
    public async Task Of_twenty_at_once_one_wins()
    {
        var ada = await app.SignedInAsync();
        var link = await LinkAsync(ada.Email);
        var visitors = Enumerable.Range(0, 20).Select(_ => app.Visitor()).ToList();
        var passwords = visitors.Select((_, i) => $"the password of number {i}").ToList();
        await Task.WhenAll(visitors.Select(visitor => visitor.FieldAsync())); // so that they post together

        var answers = await Task.WhenAll(visitors.Zip(passwords, (visitor, password) => ResetAsync(visitor, link, password)));

        var won = Assert.Single(Enumerable.Range(0, 20), i => answers[i].StatusCode == HttpStatusCode.SeeOther);
        Assert.Equal(19, answers.Count(answer => answer.StatusCode == HttpStatusCode.NotFound));
        using var signedIn = await app.Visitor().SignInAsync(ada.Email, passwords[won]);
        Assert.Equal(HttpStatusCode.SeeOther, signedIn.StatusCode);
    }

    [Fact]
    public async Task All_sessions_of_the_account_end_with_their_streams()
    {
        var ada = await app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        using var stream = await ada.FollowAsync(discussion);
        await stream.UntilReadyAsync();

        using var set = await ResetAsync(app.Visitor(), await LinkAsync(ada.Email));

        Assert.Equal("""{"reason":"signed-out"}""", (await stream.NextAsync("bye")).Data);
        using var there = await ada.GetAsync("/tablos", htmx: true);
        Assert.Equal(HttpStatusCode.Unauthorized, there.StatusCode);
    }

    [Fact]
    public async Task A_password_that_is_too_short_leaves_the_link_as_it_is()
    {
        var ada = await app.SignedInAsync();
        var link = await LinkAsync(ada.Email);
        var visitor = app.Visitor();
        using var refused = await ResetAsync(visitor, link, "short");
        using var set = await ResetAsync(visitor, link);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("id=\"Password-error\">A password needs at least 8 characters.", await refused.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, set.StatusCode);
    }

    [Fact]
    public async Task What_is_unknown_expired_or_of_a_disabled_account_looks_like_any_address_that_is_not_there()
    {
        var ada = await app.SignedInAsync();
        var expired = await LinkAsync(ada.Email, TimeSpan.FromSeconds(-1));
        var bob = await app.SignedInAsync("Bob");
        var disabled = await LinkAsync(bob.Email);
        await app.Services.DoAsync<DisableAccount, bool>(new(bob.Email));
        using var nothing = await app.Visitor().GetAsync("/nothing/is/here");
        var page = await nothing.Content.ReadAsStringAsync(Ct);
        foreach (var link in (string[])[expired, disabled, "/reset/AAAAAAAAAAAAAAAAAAAAAA", "/reset/short"])
        {
            using var answer = await app.Visitor().GetAsync(link);
            using var set = await ResetAsync(app.Visitor(), link, "short"); // what is wrong with it would tell

            Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (answer.StatusCode, set.StatusCode));
            Assert.Equal(page, await answer.Content.ReadAsStringAsync(Ct));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_page_says_what_ends_and_offers_to_end_the_second_factor_by_a_link_of_the_operator_alone(bool byOperator)
    {
        var ada = await app.SignedInAsync();
        var link = await LinkAsync(ada.Email, byOperator: byOperator);
        const string Offer = "name=\"WithoutSecondFactor\"";
        var without = await app.Visitor().ReadAsync(link);
        Assert.Contains("removes your passkeys and API tokens", without, StringComparison.Ordinal);
        Assert.DoesNotContain(Offer, without, StringComparison.Ordinal);

        await using (var scope = app.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<ISecondFactors>()
                .TurnOnAsync(ada.Insider!.Account, SecondFactor.FromStored(AuthenticatorKey.New(), 1, ["00"]), Ct);
        }

        var page = await app.Visitor().ReadAsync(link);
        Assert.Equal(byOperator, page.Contains(Offer, StringComparison.Ordinal));
        Assert.Equal(!byOperator, page.Contains("Two-step sign-in stays on.", StringComparison.Ordinal));
        using var set = await app.Visitor().PostAsync(link, new() { ["Password"] = Another, ["WithoutSecondFactor"] = "true" });
        using var signedIn = await app.Visitor().SignInAsync(ada.Email, Another);
        Assert.Equal(byOperator ? HttpStatusCode.SeeOther : HttpStatusCode.OK, signedIn.StatusCode); // 200 asks for a code
    }

    [Fact]
    public async Task A_password_that_is_guessed_first_is_refused_with_a_sentence()
    {
        var ada = await app.SignedInAsync("Wilhelmina Fitzgerald");
        var link = await LinkAsync(ada.Email);
        using var common = await ResetAsync(app.Visitor(), link, "Password1!");
        using var own = await ResetAsync(app.Visitor(), link, "WilhelminaFitzgerald");

        Assert.Contains("one of the passwords that are guessed first", await common.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Contains("made of your own name or e-mail", await own.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_secret_is_in_no_log_and_no_referer_nor_stored()
    {
        var ada = await app.SignedInAsync();
        var link = await LinkAsync(ada.Email);
        using var page = await app.Visitor().GetAsync(link);
        using var refused = await ResetAsync(app.Visitor(), link, "short");
        using var set = await ResetAsync(app.Visitor(), link);
        using var gone = await ResetAsync(app.Visitor(), link);

        Assert.Contains(app.Log, line => line.Contains("Refused POST reset/{secret}", StringComparison.Ordinal));
        Assert.DoesNotContain(app.Log, line => line.Contains(link.Split('/')[^1], StringComparison.Ordinal));
        Assert.Equal("same-origin", Assert.Single(page.Headers.GetValues("Referrer-Policy")));
        Assert.Equal("same-origin", Assert.Single(gone.Headers.GetValues("Referrer-Policy")));
    }

    private static Task<HttpResponseMessage> ResetAsync(Visitor visitor, string link, string password = Another) =>
        visitor.PostAsync(link, new() { ["Password"] = password });

    private async Task<string> LinkAsync(string email, TimeSpan? life = null, bool byOperator = false)
    {
        var terms = new ResetLinkTerms(life ?? TimeSpan.FromHours(1), null, byOperator);
        var made = await app.Services.GetRequiredService<IResetLinks>().MakeAsync(EmailAddress.From(email), terms, Ct);
        return $"/reset/{made!.Secret.Text}";
    }

    public sealed class OnSqlite(SqliteApp app) : ResetPasswordTests(app);

    public sealed class OnPostgres(PostgresApp app) : ResetPasswordTests(app);
}
