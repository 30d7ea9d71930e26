namespace Xtablo.Web.Tests.Accounts;

/// <summary>What each command leaves in the log is for tests/Application to say; this is what comes before any command.</summary>
public sealed class AuthenticationLogTests(SqliteApp app)
{
    [Fact]
    public async Task A_token_that_is_refused_leaves_a_line_without_itself()
    {
        var api = new HttpRequestMessage(HttpMethod.Get, "/api/tablos");
        api.Headers.TryAddWithoutValidation("Authorization", "Bearer xt_AbCdEfGhIjKlMnOpQrStUv");
        using var answer = await app.Visitor().Http.SendAsync(api, TestContext.Current.CancellationToken);

        Assert.Contains(app.Log, line => line.Contains("Xtablo.Authentication: request by token: refused; nobody known, from ", StringComparison.Ordinal));
        Assert.DoesNotContain(app.Log, line => line.Contains("AbCdEfGhIjKlMnOpQrStUv", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_sign_in_by_the_form_names_the_account_and_the_address()
    {
        var ada = await app.SignedInAsync();
        using var signedIn = await app.Visitor().SignInAsync(ada.Email);

        Assert.Contains(app.Log, line => line.Contains($"sign-in by password: done; account {ada.Insider!.Account}, from ", StringComparison.Ordinal));
    }
}
