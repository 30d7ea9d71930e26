using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Xtablo.Application.Accounts;
using Xtablo.Domain.Accounts;

namespace Xtablo.Web.Tests.Common;

/// <summary>The verbs about users, each a process of its own beside the server.</summary>
public abstract class UserVerbsTests(XtabloApp app) : VerbTests(app)
{
    [Fact]
    public async Task Who_was_added_signs_in_sets_another_password_by_a_link_and_is_out_once_disabled()
    {
        // Before the first start: there is no database yet.
        Assert.Equal((0, "", ""), await ProgramProcess.RunOnAsync("correct horse battery\n", Settings, "user", "add", "--name", "Ada", "--email", "ada@example.org", "--password-stdin"));
        await using var server = StartServer();
        using var setUp = await server.Visitor().GetAsync("/setup");
        Assert.Equal(HttpStatusCode.NotFound, setUp.StatusCode);

        Assert.Equal((0, "", ""), await ProgramProcess.RunOnAsync("correct horse battery\n", Settings, "user", "add", "--name=Bob", "--email=bob@example.org", "--password-stdin"));
        var bob = server.Visitor();
        using var signedIn = await bob.SignInAsync("bob@example.org");
        Assert.Equal("/tablos", signedIn.Headers.Location?.OriginalString);

        var (exitCode, link, _) = await ProgramProcess.RunAsync(
            Settings, "user", "reset-link", "--email", "bob@example.org", "--Xtablo:PublicUrl=https://chat.example.org");
        Assert.Equal(0, exitCode);
        Assert.StartsWith("https://chat.example.org/reset/", link, StringComparison.Ordinal);
        using var set = await server.Visitor().PostAsync(new Uri(link.Trim()).AbsolutePath, new() { ["Password"] = "another horse" });
        Assert.Equal(HttpStatusCode.SeeOther, set.StatusCode);
        using var again = await bob.SignInAsync("bob@example.org", "another horse");
        var discussion = await bob.CreateTabloByFormAsync("Garden");
        using var stream = await bob.FollowAsync(discussion);
        await stream.UntilReadyAsync();

        var tablo = discussion.Split('/')[2];
        var disabled = await ProgramProcess.RunAsync(Settings, "user", "disable", "--email", "bob@example.org");
        Assert.Equal((0, ""), (disabled.Item1, disabled.Item3));
        Assert.Contains($"  {tablo}  Garden\n", disabled.Item2, StringComparison.Ordinal);
        Assert.Contains("tablo hand-over --tablo <id> --email <e-mail>", disabled.Item2, StringComparison.Ordinal);
        Assert.Equal("""{"reason":"signed-out"}""", (await stream.NextAsync("bye")).Data);
        using var page = await bob.GetAsync("/tablos", htmx: true);
        using var refused = await server.Visitor().SignInAsync("bob@example.org", "another horse");
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.UnprocessableEntity), (page.StatusCode, refused.StatusCode));
    }

    [Fact]
    public async Task A_tablo_whose_owner_is_disabled_gets_another_and_who_has_lost_the_second_factor_gets_in()
    {
        await using var server = StartServer();
        var ada = await Insider.NewAsync(server.Services, "Ada", "ada@example.org", Visitor.Password);
        var bob = await Insider.NewAsync(server.Services, "Bob", "bob@example.org", Visitor.Password);
        var discussion = await ada.CreateTabloAsync("Garden");
        var tablo = discussion.Split('/')[2];
        var early = await ProgramProcess.RunAsync(Settings, "tablo", "hand-over", "--tablo", tablo, "--email", "bob@example.org");
        Assert.Equal((1, "", "This account is not a member of the tablo. Only a member can become its owner.\n"), early);
        await ada.AdmitAsync(discussion, bob);
        await server.Services.DoAsync<DisableAccount, bool>(new("ada@example.org"));

        Assert.Equal((0, "", ""), await ProgramProcess.RunAsync(Settings, "tablo", "hand-over", "--tablo", tablo, "--email", "bob@example.org"));
        Assert.Equal((0, "", ""), await ProgramProcess.RunAsync(Settings, "user", "enable", "--email", "ada@example.org"));

        var browser = server.Visitor();
        using var signedIn = await browser.SignInAsync("bob@example.org");
        using var invited = await browser.PostAsync(Visitor.MembersOf(discussion), []);
        Assert.Equal(HttpStatusCode.OK, invited.StatusCode); // an owner may
        await using (var scope = server.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<ISecondFactors>().TurnOnAsync(
                ada.Account, SecondFactor.FromStored(AuthenticatorKey.New(), 1, ["00"]), TestContext.Current.CancellationToken);
        }

        Assert.Equal((0, "", ""), await ProgramProcess.RunAsync(Settings, "user", "second-factor-off", "--email", "ada@example.org"));
        var none = await ProgramProcess.RunAsync(Settings, "user", "second-factor-off", "--email", "ada@example.org");
        Assert.Equal((1, "", "There is no account with the e-mail ada@example.org that has a second factor, or it is disabled.\n"), none);
        var owner = server.Visitor();
        using var again = await owner.SignInAsync("ada@example.org");
        Assert.Equal(HttpStatusCode.SeeOther, again.StatusCode);
        Assert.Contains("turned off by the people who run this server", await owner.ReadAsync("/account/sessions"), StringComparison.Ordinal);
    }

    public sealed class OnSqlite() : UserVerbsTests(new SqliteApp())
    {
        [Fact]
        public async Task What_cannot_be_done_is_said_in_one_sentence()
        {
            await using var server = StartServer();
            await server.Services.DoAsync<AddAccount, AccountId>(new("Ada", "ada@example.org", "correct horse"));
            var taken = await ProgramProcess.RunOnAsync("correct horse\n", Settings, "user", "add", "--name", "Eve", "--email", "ADA@example.org", "--password-stdin");
            var empty = await ProgramProcess.RunOnAsync("", Settings, "user", "add", "--name", "Eve", "--email", "eve@example.org", "--password-stdin");
            var unknown = await ProgramProcess.RunAsync(Settings, "user", "disable", "--email", "bob@example.org");
            var nobody = await ProgramProcess.RunAsync(Settings, "user", "reset-link", "--email", "bob@example.org");
            await server.Services.DoAsync<DisableAccount, bool>(new("ada@example.org"));
            var noLink = await ProgramProcess.RunAsync(Settings, "user", "reset-link", "--email", "ada@example.org");
            var noToken = await ProgramProcess.RunAsync(Settings, "token", "add", "--email", "ada@example.org");

            Assert.Equal((1, "", "There is an account with this e-mail already. Sign in with it instead.\n"), taken);
            Assert.Equal((1, "", "A password needs at least 8 characters.\n"), empty);
            Assert.Equal((1, "", "There is no account with the e-mail bob@example.org.\n"), unknown);
            Assert.Equal((1, "", "There is no account with the e-mail bob@example.org, or it is disabled.\n"), nobody);
            Assert.Equal((1, "", "There is no account with the e-mail ada@example.org, or it is disabled.\n"), noLink);
            Assert.Equal(noLink, noToken);
        }
    }

    public sealed class OnPostgres() : UserVerbsTests(new PostgresApp());
}
