using System.Net;

namespace Xtablo.Web.Tests.Accounts;

/// <summary>A session that was left open ends nothing for its owner without their password.</summary>
public sealed class ConfirmingItIsYouTests(Clocked<SqliteApp> server) : IClassFixture<Clocked<SqliteApp>>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/account/sessions", "session", "0123456789abcdef0123456789abcdef")]
    [InlineData("/account/passkeys/remove", "key", "00")]
    public async Task Ten_minutes_after_signing_in_it_asks_and_carries_along_what_was_meant(string path, string field, string value)
    {
        var ada = await LongSignedInAsync();
        foreach (var (password, sentence) in (IEnumerable<(string, string)>)[("", "Enter your password to confirm that it is you."), ("a guess", "This password is wrong.")])
        {
            using var asked = await ada.PostAsync(path, new() { [field] = value, ["Password"] = password });
            var page = await asked.Content.ReadAsStringAsync(Ct);

            Assert.Equal(HttpStatusCode.UnprocessableEntity, asked.StatusCode);
            Assert.Contains(sentence, page, StringComparison.Ordinal);
            Assert.Contains($"action=\"{path}\"", page, StringComparison.Ordinal);
            Assert.Contains($"name=\"{field}\" value=\"{value}\"", page, StringComparison.Ordinal);
            Assert.Contains("name=\"Password\"", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task All_sessions_stand_until_the_password_is_right()
    {
        var ada = await LongSignedInAsync();
        using var asked = await ada.PostAsync("/account/sessions", []);
        await ada.ReadAsync("/tablos");

        using var ended = await ada.PostAsync("/account/sessions", new() { ["Password"] = Visitor.Password });

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.SeeOther), (asked.StatusCode, ended.StatusCode));
        using var after = await ada.GetAsync("/tablos", htmx: true);
        Assert.Equal(HttpStatusCode.Unauthorized, after.StatusCode);
    }

    [Fact]
    public async Task Confirmed_once_it_does_not_ask_again_for_a_while()
    {
        var ada = await LongSignedInAsync();
        using var first = await ada.PostAsync("/account/passkeys/remove", new() { ["key"] = "00", ["Password"] = Visitor.Password });
        using var second = await ada.PostAsync("/account/passkeys/remove", new() { ["key"] = "00" });

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (first.StatusCode, second.StatusCode)); // there is no such passkey
    }

    [Fact]
    public async Task Signing_out_here_is_never_asked_about()
    {
        var ada = await LongSignedInAsync();
        var here = (await ada.ReadAsync("/account/sessions")).Split("name=\"session\" value=\"")[1].Split('"')[0];
        using var ended = await ada.PostAsync("/account/sessions", new() { ["session"] = here });

        Assert.Equal("/sign-in", ended.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task What_happened_to_the_account_is_on_the_page_of_its_devices()
    {
        var ada = await server.App.SignedInAsync();
        Assert.Contains("Nothing yet.", await ada.ReadAsync("/account/sessions"), StringComparison.Ordinal);

        using var changed = await ada.PostAsync("/account", new() { ["PresentPassword"] = Visitor.Password, ["Password"] = "a quite different one" });

        Assert.Contains("<p>Your password was changed.</p>", await ada.ReadAsync("/account/sessions"), StringComparison.Ordinal);
    }

    private async Task<Visitor> LongSignedInAsync()
    {
        var ada = await server.App.SignedInAsync();
        server.Clock.Advance(TimeSpan.FromMinutes(11));
        return ada;
    }
}
