using System.Net;

namespace Xtablo.Web.Tests.Security;

public abstract class ForgedFormsTests(XtabloApp app)
{
    [Fact]
    public async Task Every_address_that_changes_something_refuses_a_form_without_its_token_or_with_that_of_another_and_nothing_is_stored()
    {
        var place = await Place.InAsync(app);
        var ofNobody = await place.SignedOut.TokenAsync();
        var ofAnother = await place.Stranger.TokenAsync();
        var unsafeAddresses = place.Addresses()
            .Where(address => address.Method is not ("GET" or "HEAD") && !Place.IsOfTheApi(address.Path))
            .Where(address => address.Path is not ("/setup" or "/forgot") && !address.Path.StartsWith("/reset/", StringComparison.Ordinal)) // over, off, and of no link: nothing but 404
            .ToList();
        var before = await Tables.ReadAsync(app.Database);

        Assert.True(unsafeAddresses.Count >= 10, "the addresses were not found");
        foreach (var (method, path) in unsafeAddresses)
        {
            foreach (var token in (string?[])[null, "", ofNobody, ofAnother, ofAnother[..^4], "CfDJ8"])
            {
                var fields = token is null ? place.Fields : new(place.Fields) { ["__RequestVerificationToken"] = token };
                using var answer = await Place.AskAsync(place.Owner, method, path, fields);
                Assert.Equal((method, path, token, HttpStatusCode.BadRequest), (method, path, token, answer.StatusCode));
            }
        }

        Assert.Equal(before, await Tables.ReadAsync(app.Database));
        using var stillSignedIn = await place.Owner.GetAsync("/tablos");
        Assert.Equal(HttpStatusCode.OK, stillSignedIn.StatusCode);
    }

    [Fact]
    public async Task The_token_of_the_form_alone_is_not_enough_without_the_cookie_that_goes_with_it()
    {
        var place = await Place.InAsync(app);
        var token = await place.Owner.TokenAsync();
        using var page = await place.Owner.GetAsync("/tablos");
        var session = page.RequestMessage!.Headers.GetValues("Cookie").SelectMany(cookie => cookie.Split("; "))
            .Single(cookie => cookie.StartsWith("xtablo-session-", StringComparison.Ordinal));
        using var http = app.Server.CreateClient();
        http.DefaultRequestHeaders.Add("Cookie", session);

        using var answer = await new Visitor(http).PostBareAsync("/tablos", new() { ["Name"] = "Forged", ["__RequestVerificationToken"] = token });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Collection<AloneOnSqlite>]
    public sealed class OnSqlite(SqliteApp app) : ForgedFormsTests(app);

    [Collection<AloneOnPostgres>]
    public sealed class OnPostgres(PostgresApp app) : ForgedFormsTests(app);
}
