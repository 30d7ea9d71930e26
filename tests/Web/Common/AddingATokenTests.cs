using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace Xtablo.Web.Tests.Common;

/// <summary><c>token add</c>, beside a running server.</summary>
public abstract class AddingATokenTests(XtabloApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected Dictionary<string, string> Settings => new()
    {
        ["ConnectionStrings__Xtablo"] = app.Database.ConnectionString,
        ["Xtablo__DataDirectory"] = Path.Combine(Path.GetTempPath(), $"xtablo-token-{Environment.ProcessId}"),
    };

    [Fact]
    public async Task It_prints_the_token_alone_and_the_running_server_takes_it_at_once()
    {
        var ada = await app.SignedInAsync();
        await ada.CreateTabloAsync("Another");
        var tablo = (await ada.CreateTabloAsync()).Split('/')[2];
        var before = TimeProvider.System.GetUtcNow();
        var (exitCode, output, said) = await ProgramProcess.RunAsync(
            Settings, "token", "add", "--email", ada.Email.ToUpperInvariant(), "--label", "ci:build=1", "--tablo", tablo, "--days=7");
        var after = TimeProvider.System.GetUtcNow(); // it may have been midnight
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/tablos");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", output.TrimEnd());
        using var answer = await ada.Http.SendAsync(request, Ct);

        Assert.Equal((0, ""), (exitCode, said));
        Assert.Matches("^xt_[A-Za-z0-9_-]{22}\n$", output);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Matches($"^\\[\\{{\"id\":\"{tablo}\"[^{{]*\\]$", await answer.Content.ReadAsStringAsync(Ct));
        var list = await ada.ReadAsync("/account/tokens");
        Assert.Contains("ci:build=1", list, StringComparison.Ordinal);
        Assert.Contains((DateTimeOffset[])[before, after], made => list.Contains($"expires {made.AddDays(7).ToString("d MMM yyyy", CultureInfo.InvariantCulture)}", StringComparison.Ordinal));
    }

    public sealed class OnSqlite(SqliteApp app) : AddingATokenTests(app)
    {
        private readonly SqliteApp _app = app;

        [Theory]
        [InlineData("There is no account with the e-mail nobody@example.org", "nobody@example.org")]
        [InlineData("'kitchen' is no id of a tablo", null, "--tablo", "kitchen")]
        [InlineData("You are no member of one of these tablos.", null, "--tablo", "0199aa00-0000-7000-8000-000000000000", "--tablo", "0199aa00-0000-7000-8000-000000000001")]
        [InlineData("Option '--days' expects a single argument but 2 were provided.", null, "--days", "4", "--days", "5")]
        public async Task What_it_cannot_do_it_says_in_a_sentence(string sentence, string? email, params string[] more)
        {
            email ??= (await _app.SignedInAsync()).Email;
            var (exitCode, output, said) = await ProgramProcess.RunAsync(Settings, ["token", "add", "--email", email, .. more]);

            Assert.Equal((1, ""), (exitCode, output));
            Assert.Contains(sentence, said, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
        }
    }

    public sealed class OnPostgres(PostgresApp app) : AddingATokenTests(app);
}
