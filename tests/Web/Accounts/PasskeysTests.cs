using System.Net;
using System.Text.Json;

namespace Xtablo.Web.Tests.Accounts;

/// <summary>What can be seen without an authenticator; with one, they are signed in with in tests/Browser.</summary>
public abstract class PasskeysTests(XtabloApp app)
{
    private const string ClientId = "0b5c2ad7-5d45-4b5b-9d5b-6a6c6b2f6a11";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_browser_is_asked_to_verify_its_owner_and_to_keep_the_passkey_for_this_host()
    {
        var ada = await app.SignedInAsync();
        var create = await OptionsAsync(ada, "/account/passkeys/options");
        var get = await OptionsAsync(app.Visitor(), "/sign-in/passkey/options");

        Assert.Equal("localhost", create.GetProperty("rp").GetProperty("id").GetString());
        Assert.Equal("required", create.GetProperty("authenticatorSelection").GetProperty("userVerification").GetString());
        Assert.Equal("required", create.GetProperty("authenticatorSelection").GetProperty("residentKey").GetString());
        Assert.Equal(ada.Email, create.GetProperty("user").GetProperty("name").GetString());
        Assert.Equal("localhost", get.GetProperty("rpId").GetString());
        Assert.Equal("required", get.GetProperty("userVerification").GetString());
        Assert.NotEqual(get.GetProperty("challenge").GetString(), (await OptionsAsync(app.Visitor(), "/sign-in/passkey/options")).GetProperty("challenge").GetString());
    }

    [Theory]
    [InlineData("not her password", "", "This password is wrong.")]
    [InlineData(null, "", "No passkey was added")]
    [InlineData(null, "{}", "No passkey was added")]
    public async Task Without_the_password_or_an_answer_none_is_added(string? password, string credential, string sentence)
    {
        var ada = await app.SignedInAsync();
        using var asked = await ada.PostAsync("/account/passkeys/options", []);
        var state = JsonDocument.Parse(await asked.Content.ReadAsStringAsync(Ct)).RootElement.GetProperty("state").GetString()!;
        using var answer = await ada.PostAsync("/account/passkeys", new()
        {
            ["Name"] = "My <old> phone",
            ["Password"] = password ?? Visitor.Password,
            ["credential"] = credential,
            ["state"] = state,
        });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync(Ct);
        Assert.Contains(sentence, page, StringComparison.Ordinal);
        Assert.Contains("value=\"My &lt;old&gt; phone\"", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("{", "forged")]
    [InlineData("{\"id\":\"x\"}", null)]
    public async Task A_made_up_answer_signs_nobody_in_and_loses_no_text(string credential, string? state)
    {
        var visitor = app.Visitor();
        using var asked = await visitor.PostAsync("/sign-in/passkey/options", []);
        state ??= JsonDocument.Parse(await asked.Content.ReadAsStringAsync(Ct)).RootElement.GetProperty("state").GetString()!;
        using var answer = await visitor.PostAsync("/sign-in/passkey", new() { ["credential"] = credential, ["state"] = state, ["body"] = "Half an hour", ["clientId"] = ClientId, ["returnUrl"] = "/account" });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync(Ct);
        Assert.Contains("This passkey does not belong to any account here", page, StringComparison.Ordinal);
        Assert.Contains("Half an hour</textarea>", page, StringComparison.Ordinal);
        Assert.Contains($"value=\"{ClientId}\"", page, StringComparison.Ordinal);
        Assert.Contains("name=\"returnUrl\" value=\"/account\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_passkey_of_nobody_cannot_be_removed()
    {
        var ada = await app.SignedInAsync();
        using var answer = await ada.PostAsync("/account/passkeys/remove", new() { ["key"] = "00" });

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static async Task<JsonElement> OptionsAsync(Visitor visitor, string path)
    {
        using var asked = await visitor.PostAsync(path, []);
        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        var options = JsonDocument.Parse(await asked.Content.ReadAsStringAsync(Ct)).RootElement.GetProperty("options").GetString()!;
        return JsonDocument.Parse(options).RootElement;
    }

    public sealed class OnSqlite(SqliteApp app) : PasskeysTests(app);

    public sealed class OnPostgres(PostgresApp app) : PasskeysTests(app);
}
