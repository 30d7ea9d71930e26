using System.Data.Common;
using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Xtablo.Web.Tests.Security;

/// <summary>At the levels at which it is run, and for what is ours at the lowest that there is.</summary>
public sealed class LogsTests(LogsTests.LoudApp app) : IClassFixture<LogsTests.LoudApp>
{
    private const string Secret = "AbCdEfGhIjKlMnOpQrStUv"; // as of an invitation or a reset
    private const string Written = "What Ada wrote to her friends";
    private const string Mistyped = "her password, mistyped";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_that_was_said_in_confidence_is_in_the_log()
    {
        Assert.True(app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Xtablo.Web").IsEnabled(LogLevel.Trace));
        var place = await Place.InAsync(app);
        var ada = place.Owner;
        using var signedIn = await ada.SignInAsync(); // by the form, which knows the device from then on
        var token = await ada.TokenAsync();
        using var page = await ada.GetAsync("/tablos");
        var cookies = page.RequestMessage!.Headers.GetValues("Cookie").SelectMany(cookie => cookie.Split("; ")).Select(cookie => cookie.Split('=', 2)[1]).ToList();
        var sessions = await SessionsAsync();
        Assert.Equal(3, cookies.Count); // of the session, of the forms and of the device
        Assert.True(sessions.Count >= 2, "the sessions were not found");

        var before = app.Log.Count;

        await DoMuchAsync(place);

        var lines = app.Log.Skip(before).ToList();
        Assert.Contains(lines, line => line.Contains("Refused", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains(FailingApp.Inside, StringComparison.Ordinal)); // what failed is for who runs the server
        foreach (var secret in (string[])[Written, Mistyped, Visitor.Password, ada.Email, place.Stranger.Email, "nobody@example.org", Secret, token, .. cookies, .. sessions])
        {
            Assert.DoesNotContain(app.Log, line => line.Contains(secret, StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public async Task A_page_about_a_failure_shows_a_reference_and_nothing_of_the_inside()
    {
        var ada = await app.SignedInAsync();
        using var answer = await ada.GetAsync(LoudApp.Failing("/tablos"));
        var page = await answer.Content.ReadAsStringAsync(Ct);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Matches("For the administrator: <code>[0-9A-Za-z:]+</code>", page.ReplaceLineEndings(" ").Replace("</p>", "", StringComparison.Ordinal));
        AssertNothingOfTheInside(page);
    }

    [Fact]
    public async Task So_does_the_problem_that_a_program_gets()
    {
        var api = await ApiClient.OfAsync(await app.SignedInAsync());
        var problem = await ApiClient.JsonOf(api.GetAsync(LoudApp.Failing("/api/tablos")), HttpStatusCode.InternalServerError);

        Assert.Equal("request.our-fault", problem.GetProperty("code").GetString());
        Assert.Matches("^[0-9A-Za-z:]+$", problem.GetProperty("reference").GetString());
        AssertNothingOfTheInside(problem.GetRawText());
    }

    [Fact]
    public async Task A_line_end_in_a_name_or_an_address_forges_no_line()
    {
        const string Forged = "2026-11-25T00:00:00Z info: Xtablo[0] Everything is fine";
        var ada = await app.SignedInAsync();
        foreach (var end in (string[])["\n", "\r\n", "\r", "\u2028", "\u0085"])
        {
            using var named = await ada.PostAsync("/tablos", new() { ["Name"] = $"Kitchen{end}{Forged}" });
            using var registered = await app.Visitor().PostAsync("/register", new() { ["Name"] = $"Eve{end}{Forged}", ["Email"] = $"eve{end}{Forged}@example.org", ["Password"] = Visitor.Password });
            Assert.Equal(HttpStatusCode.UnprocessableEntity, named.StatusCode);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, registered.StatusCode);
            foreach (var path in (string[])["/tablos/", "/invitations/", "/nowhere", "/sign-in?returnUrl=", "/tablos?fail=", "/tablos?name="])
            {
                using var answer = await ada.GetAsync(path + Uri.EscapeDataString(end + Forged));
            }
        }

        Assert.NotEmpty(app.Log);
        Assert.DoesNotContain(app.Log, line => line.Contains("Everything is fine", StringComparison.Ordinal));
    }

    private static void AssertNothingOfTheInside(string answer)
    {
        foreach (var inside in (string[])[FailingApp.Inside, "InvalidOperationException", "Xtablo.Web", ".cs:line", "   at ", "Microsoft", "SQLite"])
        {
            Assert.DoesNotContain(inside, answer, StringComparison.Ordinal);
        }
    }

    private async Task DoMuchAsync(Place place)
    {
        var (ada, eve) = (place.Owner, place.Stranger);
        var said = await ada.SayAsync(place.Discussion, Written);
        var message = $"{place.Discussion}/messages/{said.Id}";
        using (var stream = await ada.FollowAsync(place.Discussion, after: "0"))
        {
            await stream.UntilReadyAsync();
        }

        var texts = new Dictionary<string, string> { ["body"] = Written, ["Name"] = Written, ["Email"] = "nobody@example.org", ["Password"] = Mistyped, ["emoji"] = Written, ["Label"] = Written };
        foreach (var visitor in (Visitor[])[ada, eve, place.SignedOut])
        {
            using var edited = await visitor.PostAsync($"{message}/edit", new(texts) { ["revision"] = "x" });
            using var deleted = await visitor.PostAsync($"{message}/delete", []);
            using var posted = await visitor.PostAsync(place.Discussion, new(texts) { ["clientId"] = Written });
            using var stale = await visitor.PostBareAsync(place.Discussion, texts);
            using var tooLong = await visitor.PostAsync(place.Discussion, new() { ["body"] = Written + new string('x', 20_000) });
            using var tooLarge = await visitor.PostAsync(place.Discussion, new() { ["body"] = Written + new string('x', 300_000) });
            using var unreadable = await visitor.PostAsync(place.Discussion, new() { ["body"] = Written + "\0" });
            using var malformed = await visitor.Http.PostAsync(place.Discussion, new StringContent(Written, null, "multipart/form-data"), Ct);
            using var failed = await visitor.PostAsync(LoudApp.Failing(place.Discussion), texts);
            using var invited = await visitor.PostAsync($"/invitations/{Secret}", texts);
            using var reset = await visitor.PostAsync($"/reset/{Secret}", texts);
            foreach (var path in (string[])[$"/invitations/{Secret}", $"/reset/{Secret}", $"/register?invitation={Secret}", $"/sign-in?returnUrl=/invitations/{Secret}", LoudApp.Failing($"/invitations/{Secret}"), $"/tablos?name={Written}&fail=now", $"{place.Discussion}/search?q={Written}"])
            {
                using var asked = await visitor.GetAsync(path);
            }
        }

        using var wrong = await place.SignedOut.SignInAsync(ada.Email, Mistyped);
        using var nobody = await place.SignedOut.SignInAsync("nobody@example.org", Mistyped);
        using var again = await app.Visitor().PostAsync("/register", new() { ["Name"] = "Ada", ["Email"] = ada.Email, ["Password"] = Visitor.Password });
        await using (var another = new SqliteConnection(app.Database.ConnectionString))
        {
            await another.OpenAsync(Ct);
            await using var held = another.BeginTransaction(); // as a program does that copies the file
            using var away = await ada.PostAsync(place.Discussion, texts);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, away.StatusCode);
        }

        using var bearer = new HttpRequestMessage(HttpMethod.Get, "/api/tablos");
        bearer.Headers.Add("Authorization", $"Bearer xt_{Secret}");
        using var api = await place.SignedOut.Http.SendAsync(bearer, Ct);
        using var signedOut = await eve.PostAsync("/sign-out", []);
    }

    private async Task<List<string>> SessionsAsync()
    {
        await using DbConnection connection = new SqliteConnection(app.Database.ConnectionString);
        await connection.OpenAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT id FROM sessions";
        await using var reader = await command.ExecuteReaderAsync(Ct);
        var ids = new List<string>();
        while (await reader.ReadAsync(Ct))
        {
            ids.Add(reader.GetGuid(0).ToString());
        }

        return ids;
    }

    public sealed class LoudApp : FailingApp
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureLogging(logging => logging.AddFilter("Xtablo", LogLevel.Trace));
        }
    }
}
