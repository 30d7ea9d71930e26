using System.Net;

namespace Xtablo.Web.Tests.Accounts;

public abstract class ChangeProfileTests(XtabloApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Another_name_is_on_every_page_at_once()
    {
        var ada = await app.SignedInAsync();
        using var answer = await ada.PostAsync("/account", new() { ["Name"] = "Ada Lovelace", ["Language"] = "" });

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Contains("value=\"Ada Lovelace\"", await ada.ReadAsync(answer.Headers.Location!.OriginalString), StringComparison.Ordinal);
        Assert.Contains("Ada Lovelace</bdi>", await ada.ReadAsync("/tablos"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_language_one_chose_stands_over_the_browsers_until_one_lets_that_decide_again()
    {
        var ada = await app.SignedInAsync();
        ada.Http.DefaultRequestHeaders.Add("Accept-Language", "en");
        using var french = await ada.PostAsync("/account", new() { ["Name"] = "Ada", ["Language"] = "fr" });
        using var nameAlone = await ada.PostAsync("/account", new() { ["Name"] = "Ada" });
        var inFrench = await ada.ReadAsync("/account?saved=profile");
        using var browsers = await ada.PostAsync("/account", new() { ["Name"] = "Ada", ["Language"] = "" });

        Assert.Contains("<html lang=\"fr\">", inFrench, StringComparison.Ordinal);
        Assert.Contains("Enregistré.", inFrench, StringComparison.Ordinal);
        Assert.Contains("<option value=\"fr\" lang=\"fr\" selected=\"selected\">français</option>", inFrench, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"en\">", await ada.ReadAsync("/account"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Name", " ", "id=\"Name-error\">Enter your name.")]
    [InlineData("Language", "tlh", "Xtablo is not available in this language.")]
    public async Task What_is_wrong_is_said_and_nothing_changes(string field, string typed, string sentence)
    {
        var ada = await app.SignedInAsync();
        using var answer = await ada.PostAsync("/account", new() { ["Name"] = "Ada Lovelace", ["Language"] = "fr", [field] = typed });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var again = await answer.Content.ReadAsStringAsync(Ct);
        Assert.Contains(sentence, again, StringComparison.Ordinal);
        Assert.Contains(field == "Name" ? "<option value=\"fr\" lang=\"fr\" selected=\"selected\">" : "value=\"Ada Lovelace\"", again, StringComparison.Ordinal); // what was typed
        var page = await ada.ReadAsync("/account");
        Assert.Contains("value=\"Ada\"", page, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"en\">", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sidebar_leads_to_the_account_and_that_to_its_sessions()
    {
        var ada = await app.SignedInAsync();

        Assert.Contains("href=\"/account\"", await ada.ReadAsync("/tablos"), StringComparison.Ordinal);
        Assert.Contains("<a href=\"/account/sessions\">", await ada.ReadAsync("/account"), StringComparison.Ordinal);
        Assert.Contains("<a href=\"/account/sessions\" aria-current=\"page\">", await ada.ReadAsync("/account/sessions"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ones_account_is_ones_own()
    {
        using var answer = await app.Visitor().GetAsync("/account");

        Assert.Equal("/sign-in?returnUrl=%2Faccount", answer.Headers.Location?.OriginalString);
    }

    public sealed class OnSqlite(SqliteApp app) : ChangeProfileTests(app);

    public sealed class OnPostgres(PostgresApp app) : ChangeProfileTests(app);
}
