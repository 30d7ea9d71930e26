using System.Net;

namespace Xtablo.Web.Tests.Accounts;

public abstract class RegisterTests(XtabloApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stranger_who_registers_is_signed_in_and_has_no_tablo()
    {
        var owner = await app.SignedInAsync("Ada");
        await owner.CreateTabloAsync("Not for Bob");
        var bob = await app.RegisteredAsync("Bob");

        var page = await bob.ReadAsync("/tablos");

        Assert.Contains("Bob", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Not for Bob", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_email_has_one_account_whatever_its_case()
    {
        var ada = await app.SignedInAsync();
        var fields = new Dictionary<string, string> { ["Name"] = "Eve", ["Email"] = ada.Email.ToUpperInvariant(), ["Password"] = "correct horse" };
        using var answer = await app.Visitor().PostAsync("/register", fields);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("There is an account with this e-mail already", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Name", " ", "Enter your name.")]
    [InlineData("Email", "ada at example", "Enter an e-mail address such as")]
    [InlineData("Password", "short", "A password needs at least 8 characters.")]
    public async Task A_wrong_field_is_named_and_the_rest_is_kept(string field, string typed, string sentence)
    {
        var fields = new Dictionary<string, string> { ["Name"] = "Grace Hopper", ["Email"] = "grace@example.org", ["Password"] = "correct horse", [field] = typed };
        using var answer = await app.Visitor().PostAsync("/register", fields);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync(Ct);
        Assert.Contains($"id=\"{field}-error\">{sentence}", page, StringComparison.Ordinal);
        Assert.Contains(field == "Name" ? "grace@example.org" : "Grace Hopper", page, StringComparison.Ordinal);
        Assert.DoesNotContain("correct horse", page, StringComparison.Ordinal);
    }

    public sealed class OnSqlite(SqliteApp app) : RegisterTests(app)
    {
        [Fact]
        public async Task The_very_first_to_register_leaves_no_set_up_to_another()
        {
            await using var fresh = new SqliteApp();
            await fresh.InitializeAsync();
            var ada = fresh.Visitor();
            using var registered = await ada.PostAsync("/register", new() { ["Name"] = "Ada", ["Email"] = ada.Email, ["Password"] = Visitor.Password });
            using var setUp = await fresh.Visitor().GetAsync("/setup");

            Assert.Equal((HttpStatusCode.SeeOther, HttpStatusCode.NotFound), (registered.StatusCode, setUp.StatusCode));
        }
    }

    public sealed class OnPostgres(PostgresApp app) : RegisterTests(app);
}
