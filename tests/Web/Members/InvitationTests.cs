using System.Net;
using Xtablo.Application.Accounts;

namespace Xtablo.Web.Tests.Members;

/// <summary>InviteToTablo, RevokeInvitation and JoinTablo.</summary>
public abstract class InvitationTests(XtabloApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_has_the_link_joins_and_everyone_sees_it()
    {
        var (ada, discussion) = await StartAsync();
        using var stream = await ada.FollowAsync(discussion);
        await stream.UntilReadyAsync();
        var bob = await app.SignedInAsync("Bob");
        await bob.JoinAsync(await ada.InviteAsync(discussion));

        Assert.Contains("Bob\u2069 joined, invited by \u2068Ada", (await stream.NextAsync("message")).Data, StringComparison.Ordinal);
        Assert.Contains("For us alone", await bob.ReadAsync(discussion), StringComparison.Ordinal);
        await bob.SayAsync(discussion, "Here I am");
        Assert.Contains("Here I am", (await stream.NextAsync("message")).Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Opening_the_link_does_not_join_whoever_opens_it()
    {
        var (ada, discussion) = await StartAsync();
        var link = await ada.InviteAsync(discussion, maxUses: "1");
        var bob = await app.SignedInAsync("Bob");
        var stranger = app.Visitor();

        for (var i = 0; i < 3; i++)
        {
            Assert.Contains("Rue Oberkampf 12", await stranger.ReadAsync(link), StringComparison.Ordinal);
            Assert.Contains("Join as Bob", await bob.ReadAsync(link), StringComparison.Ordinal);
        }

        using var notYet = await bob.GetAsync(discussion);
        Assert.Equal(HttpStatusCode.NotFound, notYet.StatusCode);
        await bob.JoinAsync(link);
    }

    [Fact]
    public async Task Who_has_joined_is_not_asked_to_join_again()
    {
        var (ada, discussion) = await StartAsync();
        var link = await ada.InviteAsync(discussion);
        var bob = await app.SignedInAsync("Bob");
        await bob.JoinAsync(link);
        var page = await bob.ReadAsync(link);

        Assert.Contains("You are already a member.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Join as Bob", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_that_admits_nobody_any_more_leads_a_member_to_the_tablo_and_is_unknown_to_all_others()
    {
        var (ada, discussion) = await StartAsync();
        var link = await ada.InviteAsync(discussion, maxUses: "1");
        var (bob, eve) = (await app.SignedInAsync("Bob"), await app.SignedInAsync("Eve"));
        await bob.JoinAsync(link);
        foreach (var member in (Visitor[])[bob, ada])
        {
            using var opened = await member.GetAsync(link);
            using var joined = await member.PostAsync(link, []);

            Assert.Equal((HttpStatusCode.SeeOther, discussion), (opened.StatusCode, opened.Headers.Location?.ToString()));
            Assert.Equal((HttpStatusCode.SeeOther, discussion), (joined.StatusCode, joined.Headers.Location?.ToString()));
        }

        using var leave = await bob.PostAsync(discussion.Replace("/discussion", "/leave", StringComparison.Ordinal), []);
        Assert.Equal(HttpStatusCode.SeeOther, leave.StatusCode);
        foreach (var stranger in (Visitor[])[bob, eve, app.Visitor()])
        {
            using var opened = await stranger.GetAsync(link);
            Assert.Equal(HttpStatusCode.NotFound, opened.StatusCode);
        }
    }

    [Fact]
    public async Task It_tells_a_stranger_how_to_get_in_and_nothing_that_was_said()
    {
        var (ada, discussion) = await StartAsync();
        var link = await ada.InviteAsync(discussion);

        var page = await app.Visitor().ReadAsync(link);

        Assert.Contains($"/register?invitation={link.Split('/')[^1]}", page, StringComparison.Ordinal);
        Assert.Contains($"/sign-in?returnUrl={Uri.EscapeDataString(link)}", page, StringComparison.Ordinal);
        Assert.DoesNotContain("For us alone", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_link_is_shown_once_and_only_its_hash_is_kept()
    {
        var (ada, discussion) = await StartAsync();
        var secret = (await ada.InviteAsync(discussion, label: "For Bob")).Split('/')[^1];

        var page = await ada.ReadAsync(Visitor.MembersOf(discussion));

        Assert.Matches("^[A-Za-z0-9_-]{22}$", secret);
        Assert.Contains("For Bob", page, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, page, StringComparison.Ordinal);
        Assert.DoesNotContain(app.Log, line => line.Contains(secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Twenty_at_once_on_a_single_use_link_admit_one()
    {
        var (ada, discussion) = await StartAsync();
        var link = await ada.InviteAsync(discussion, maxUses: "1");
        var people = new List<Visitor>();
        for (var i = 1; i <= 20; i++)
        {
            people.Add(await app.SignedInAsync($"Person {i}"));
            await people[^1].FieldAsync(); // so that each has its form before the race
        }

        var answers = await Task.WhenAll(people.Select(async person =>
        {
            using var answer = await person.PostAsync(link, []);
            return answer.StatusCode;
        }));

        Assert.Equal(1, answers.Count(status => status == HttpStatusCode.SeeOther));
        Assert.Equal(19, answers.Count(status => status == HttpStatusCode.NotFound));
        Assert.Contains("2 members", await ada.ReadAsync(Visitor.MembersOf(discussion)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Twenty_strangers_at_once_on_a_single_use_link_make_one_account_and_admit_it()
    {
        var (ada, discussion) = await StartAsync();
        var link = await ada.InviteAsync(discussion, maxUses: "1");
        var strangers = Enumerable.Range(0, 20).Select(_ => app.Visitor()).ToList();
        var tokens = new List<string>();
        foreach (var stranger in strangers)
        {
            tokens.Add(await stranger.TokenAsync());
        }

        var answers = await Task.WhenAll(strangers.Select(async (stranger, i) =>
        {
            using var answer = await stranger.PostBareAsync("/register", RegistrationBy(stranger, link, tokens[i]));
            return (answer.StatusCode, answer.Headers.Location?.OriginalString);
        }));

        var joined = answers.Count(answer => answer == (HttpStatusCode.SeeOther, discussion));
        Assert.Equal(1, joined);
        Assert.Contains("2 members", await ada.ReadAsync(Visitor.MembersOf(discussion)), StringComparison.Ordinal);

        // The others either came too late to be invited, and then they are strangers for whom registration is open in these
        // tests, or lost the race inside, and then there must be no account of theirs.
        foreach (var (stranger, answer) in strangers.Zip(answers).Where(pair => pair.Second.StatusCode == HttpStatusCode.NotFound))
        {
            using var signIn = await app.Visitor().SignInAsync(stranger.Email);
            Assert.Equal((answer, HttpStatusCode.UnprocessableEntity), (answer, signIn.StatusCode));
        }
    }

    [Fact]
    public async Task Whoever_has_no_account_registers_by_the_link_and_is_in()
    {
        var (ada, discussion) = await StartAsync();
        var link = await ada.InviteAsync(discussion);
        var bob = app.Visitor();
        Assert.Contains($"value=\"{link.Split('/')[^1]}\"", await bob.ReadAsync($"/register?invitation={link.Split('/')[^1]}"), StringComparison.Ordinal);

        using var answer = await bob.PostBareAsync("/register", RegistrationBy(bob, link, await bob.TokenAsync()));

        Assert.Equal((HttpStatusCode.SeeOther, discussion), (answer.StatusCode, answer.Headers.Location?.OriginalString));
        Assert.Contains("For us alone", await bob.ReadAsync(discussion), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_field_keeps_the_invitation()
    {
        var (ada, discussion) = await StartAsync();
        var link = await ada.InviteAsync(discussion, maxUses: "1");
        var bob = app.Visitor();
        var fields = RegistrationBy(bob, link, await bob.TokenAsync());
        using var refused = await bob.PostBareAsync("/register", new(fields) { ["Password"] = "short" });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains($"value=\"{link.Split('/')[^1]}\"", await refused.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        using var answer = await bob.PostBareAsync("/register", fields);
        Assert.Equal(discussion, answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task A_revoked_link_is_like_one_that_never_was()
    {
        var (ada, discussion) = await StartAsync();
        var link = await ada.InviteAsync(discussion);
        var bob = await app.SignedInAsync("Bob");
        var revoke = System.Text.RegularExpressions.Regex.Match(
            await ada.ReadAsync(Visitor.MembersOf(discussion)), "action=\"(?<to>[^\"]+/revoke)\"", System.Text.RegularExpressions.RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
        using var revoked = await ada.PostAsync(revoke.Groups["to"].Value, []);
        Assert.Equal(HttpStatusCode.SeeOther, revoked.StatusCode);

        foreach (var (path, isPost) in new[] { (link, false), (link, true), ("/invitations/AAAAAAAAAAAAAAAAAAAAAA", false), ("/invitations/x", true) })
        {
            using var answer = isPost ? await bob.PostAsync(path, []) : await bob.GetAsync(path);
            Assert.Equal((path, HttpStatusCode.NotFound), (path, answer.StatusCode));
        }

        Assert.DoesNotContain("/revoke", await ada.ReadAsync(Visitor.MembersOf(discussion)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_of_a_disabled_account_lets_nobody_in()
    {
        var (ada, discussion) = await StartAsync();
        var link = await ada.InviteAsync(discussion);
        await app.Services.DoAsync<DisableAccount, bool>(new(ada.Email));
        var bob = await app.SignedInAsync("Bob");

        foreach (var answer in new[] { await bob.GetAsync(link), await bob.PostAsync(link, []) })
        {
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Wrong_terms_are_refused_beside_their_fields_with_what_was_typed()
    {
        var (ada, discussion) = await StartAsync();
        using var answer = await ada.PostAsync(Visitor.MembersOf(discussion), new() { ["Label"] = "For Bob", ["MaxUses"] = "many" });

        var page = await answer.Content.ReadAsStringAsync(Ct);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("id=\"MaxUses-error\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"For Bob\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"many\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task To_a_stranger_wrong_terms_tell_nothing_of_a_tablo()
    {
        var (_, discussion) = await StartAsync();
        var eve = await app.SignedInAsync("Eve");
        using var there = await eve.PostAsync(Visitor.MembersOf(discussion), new() { ["MaxUses"] = "many" });
        using var nowhere = await eve.PostAsync($"/tablos/{Guid.CreateVersion7()}/members", new() { ["MaxUses"] = "many" });

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (there.StatusCode, nowhere.StatusCode));
        Assert.Equal(await nowhere.Content.ReadAsStringAsync(Ct), await there.Content.ReadAsStringAsync(Ct));
    }

    private static Dictionary<string, string> RegistrationBy(Visitor stranger, string link, string token) => new()
    {
        ["Name"] = "Somebody",
        ["Email"] = stranger.Email,
        ["Password"] = Visitor.Password,
        ["invitation"] = link.Split('/')[^1],
        ["__RequestVerificationToken"] = token,
    };

    private async Task<(Visitor Ada, string Discussion)> StartAsync()
    {
        var ada = await app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        await ada.SayAsync(discussion, "For us alone");
        return (ada, discussion);
    }

    public sealed class OnSqlite(SqliteApp app) : InvitationTests(app);

    public sealed class OnPostgres(PostgresApp app) : InvitationTests(app);
}
