using System.Net;
using System.Text.RegularExpressions;

namespace Xtablo.Web.Tests.Accounts;

/// <summary>The settings of the account's form beside name and language.</summary>
public abstract partial class PreferencesTests(XtabloApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [GeneratedRegex("<option[^>]* selected[^<]*", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SelectedZone();

    [Fact]
    public async Task All_of_them_are_as_they_were_saved_and_a_form_without_them_changes_none()
    {
        var ada = await app.SignedInAsync();
        await SaveAsync(ada, ("TimeZone", "Europe/Paris"), ("Theme", "dark"), ("PresenceOff", "true"), ("SingleKeysOff", "true"));
        await SaveAsync(ada);

        var page = await ada.ReadAsync("/account");
        Assert.Contains("<option value=\"Europe/Paris\" selected=\"selected\">Paris</option>", page, StringComparison.Ordinal);
        Assert.Contains("name=\"Theme\" value=\"dark\" checked=\"checked\"", page, StringComparison.Ordinal);
        Assert.Contains("name=\"PresenceOff\" value=\"true\" checked=\"checked\"", page, StringComparison.Ordinal);
        Assert.Contains("name=\"SingleKeysOff\" value=\"true\" checked=\"checked\"", page, StringComparison.Ordinal);
        Assert.Contains(" data-theme=\"dark\">", page, StringComparison.Ordinal);
        Assert.Contains("data-time-zone=\"Europe/Paris\" data-presence=\"off\"", page, StringComparison.Ordinal);
        Assert.Contains("data-single-keys=\"off\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_form_posts_unticked_and_empty_is_off_again()
    {
        var ada = await app.SignedInAsync();
        await SaveAsync(ada, ("TimeZone", "Asia/Tokyo"), ("Theme", "light"), ("PresenceOff", "true"), ("SingleKeysOff", "true"));
        await SaveAsync(ada, ("TimeZone", ""), ("Theme", "system"), ("PresenceOff", "false"), ("SingleKeysOff", "false"));

        var page = await ada.ReadAsync("/account");
        Assert.Contains("data-time-zone=\"\" data-presence=\"on\"", page, StringComparison.Ordinal);
        Assert.Contains("data-single-keys=\"on\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("data-theme", page, StringComparison.Ordinal);
        Assert.Contains("<meta name=\"color-scheme\" content=\"light dark\">", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_box_that_is_ticked_is_posted_before_the_field_that_says_it_is_not()
    {
        var ada = await app.SignedInAsync();
        using var saved = await ada.PostManyAsync("/account", [("Name", "Ada"), ("PresenceOff", "true"), ("PresenceOff", "false"), ("SingleKeysOff", "false")]);

        var page = await ada.ReadAsync("/account");
        Assert.Contains("data-presence=\"off\"", page, StringComparison.Ordinal);
        Assert.Contains("data-single-keys=\"on\"", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TimeZone", "Europe/Nowhere", "id=\"TimeZone-error\">There is no such time zone.")]
    [InlineData("TimeZone", "Romance Standard Time", "id=\"TimeZone-error\">There is no such time zone.")]
    [InlineData("TimeZone", "right/Europe/Paris", "id=\"TimeZone-error\">There is no such time zone.")]
    [InlineData("TimeZone", "../../etc/passwd", "id=\"TimeZone-error\">There is no such time zone.")]
    [InlineData("Theme", "pink", "Choose one of these themes.")]
    public async Task What_is_wrong_is_said_beside_its_field_and_nothing_changes(string field, string typed, string sentence)
    {
        var ada = await app.SignedInAsync();
        using var answer = await ada.PostAsync("/account", new() { ["Name"] = "Ada Lovelace", ["PresenceOff"] = "true", [field] = typed });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var again = await answer.Content.ReadAsStringAsync(Ct);
        Assert.Contains(sentence, again, StringComparison.Ordinal);
        Assert.Contains("value=\"Ada Lovelace\"", again, StringComparison.Ordinal);
        Assert.Contains("name=\"PresenceOff\" value=\"true\" checked=\"checked\"", again, StringComparison.Ordinal);
        var page = await ada.ReadAsync("/account");
        Assert.Contains("value=\"Ada\"", page, StringComparison.Ordinal);
        Assert.Contains("data-presence=\"on\"", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UTC")]
    [InlineData("America/Argentina/Buenos_Aires")]
    [InlineData("Etc/GMT+3")]
    [InlineData("Asia/Calcutta")]
    public async Task Every_name_of_a_zone_is_taken(string zone)
    {
        var ada = await app.SignedInAsync();
        await SaveAsync(ada, ("TimeZone", zone));

        var page = await ada.ReadAsync("/account");
        Assert.Contains($"data-time-zone=\"{zone}\"", page, StringComparison.Ordinal);
        var chosen = SelectedZone().Match(page[page.IndexOf("<select id=\"TimeZone\"", StringComparison.Ordinal)..]).Value;
        Assert.Contains($"value=\"{zone}\"", chosen, StringComparison.Ordinal); // so it is kept
    }

    [Fact]
    public async Task The_theme_stays_with_the_browser_that_it_was_chosen_in_or_signed_out_of()
    {
        var ada = await app.SignedInAsync();
        await SaveAsync(ada, ("Theme", "dark"));
        var elsewhere = app.Visitor();
        using var signedIn = await elsewhere.SignInAsync(ada.Email);
        foreach (var browser in (Visitor[])[ada, elsewhere])
        {
            using var signedOut = await browser.PostAsync("/sign-out", []);
            var page = await browser.ReadAsync("/sign-in");
            Assert.Contains(" data-theme=\"dark\">", page, StringComparison.Ordinal);
            Assert.Contains("<meta name=\"color-scheme\" content=\"dark\">", page, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("data-theme", await app.Visitor().ReadAsync("/sign-in"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_scripts_times_are_of_the_zone_that_was_chosen()
    {
        var ada = await app.SignedInAsync();
        Assert.Contains(" UTC</time>", await ada.ReadAsync("/account/sessions"), StringComparison.Ordinal);

        await SaveAsync(ada, ("TimeZone", "Asia/Tokyo"));

        var page = await ada.ReadAsync("/account/sessions");
        Assert.DoesNotContain(" UTC</time>", page, StringComparison.Ordinal);
        Assert.Matches(@"[0-9]{2}:[0-9]{2}</time>", page);
    }

    private static async Task SaveAsync(Visitor who, params (string Name, string Value)[] fields)
    {
        using var saved = await who.PostManyAsync("/account", fields.Prepend(("Name", "Ada")));
        Assert.Equal(HttpStatusCode.SeeOther, saved.StatusCode);
    }

    public sealed class OnSqlite(SqliteApp app) : PreferencesTests(app);

    public sealed class OnPostgres(PostgresApp app) : PreferencesTests(app);
}
