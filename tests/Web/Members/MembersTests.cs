using System.Net;
using Xtablo.Application.Accounts;
using Xtablo.Application.Members;

namespace Xtablo.Web.Tests.Members;

/// <summary>RemoveMember, LeaveTablo and HandOverTablo.</summary>
public abstract class MembersTests(XtabloApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_removed_member_receives_nothing_more()
    {
        var (ada, bob, discussion) = await StartAsync();
        using var stream = await bob.FollowAsync(discussion);
        await stream.UntilReadyAsync();
        await ada.SayAsync(discussion, "Still for both");
        await ada.RemoveAsync(discussion, await bob.AccountIdAsync(discussion));
        await ada.SayAsync(discussion, "For me alone");

        var received = new List<SseFrame>();
        while (await stream.NextAsync() is { } frame)
        {
            received.Add(frame);
        }

        Assert.Equal("Still for both", Assert.Single(received, frame => frame.Event == "message").Row.Body);
        Assert.Contains("\"removed\"", received[^1].Data, StringComparison.Ordinal);
        Assert.DoesNotContain("\"beat\"", received[^1].Raw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_removed_member_is_a_stranger_with_every_address_and_cursor()
    {
        var (ada, bob, discussion) = await StartAsync();
        var said = await bob.SayAsync(discussion, "Mine", "0192f0c0-0000-7000-8000-000000000001");
        using var stream = await bob.FollowAsync(discussion);
        var cursor = FollowCursor((await stream.NextAsync("ready")).Data!);
        await ada.RemoveAsync(discussion, await bob.AccountIdAsync(discussion));

        var answers = new[]
        {
            await bob.GetAsync(discussion),
            await bob.GetAsync($"{discussion}/stream?after={cursor}"),
            await bob.GetAsync($"/stream?after={discussion.Split('/')[2].Replace("-", "", StringComparison.Ordinal)}.{cursor}"),
            await bob.GetAsync($"{discussion}/messages/{said.Id}"),
            await bob.GetAsync(Visitor.MembersOf(discussion)),
            await bob.TrySayAsync(discussion, "Once more"),
            await bob.TrySayAsync(discussion, "Mine", "0192f0c0-0000-7000-8000-000000000001"), // a retry is no way in
            await bob.PostAsync($"{discussion}/messages/{said.Id}/edit", new() { ["body"] = "Other", ["revision"] = "9" }),
            await bob.PostAsync($"{discussion}/messages/{said.Id}/delete", []),
            await bob.PostAsync($"{discussion}/read", new() { ["upTo"] = "1" }),
            await bob.PostAsync(discussion.Replace("/discussion", "/leave", StringComparison.Ordinal), []),
        };

        Assert.All(answers, answer => Assert.Equal((answer.RequestMessage!.RequestUri, HttpStatusCode.NotFound), (answer.RequestMessage.RequestUri, answer.StatusCode)));
        Assert.DoesNotContain("Rue Oberkampf 12", await bob.ReadAsync("/tablos"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task To_who_was_admitted_again_an_earlier_removal_is_history()
    {
        var (ada, bob, discussion) = await StartAsync();
        await ada.SayAsync(discussion, "One");
        await ada.RemoveAsync(discussion, await bob.AccountIdAsync(discussion));
        await bob.JoinAsync(await ada.InviteAsync(discussion));
        await ada.SayAsync(discussion, "Two");

        using var stream = await bob.FollowAsync(discussion, after: "0");
        var all = await stream.UntilReadyAsync();

        Assert.Contains(all, frame => frame.Data!.Contains("removed", StringComparison.Ordinal));
        Assert.Contains(all, frame => frame.Data!.Contains("Two", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_leaves_is_out_and_everyone_sees_it()
    {
        var (ada, bob, discussion) = await StartAsync();
        using var left = await bob.PostAsync(discussion.Replace("/discussion", "/leave", StringComparison.Ordinal), []);

        Assert.Equal((HttpStatusCode.SeeOther, "/tablos"), (left.StatusCode, left.Headers.Location?.OriginalString));
        using var after = await bob.GetAsync(discussion);
        Assert.Equal(HttpStatusCode.NotFound, after.StatusCode);
        Assert.Contains("Bob\u2069 left.", await ada.ReadAsync(discussion), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Handed_over_the_other_decides()
    {
        var (ada, bob, discussion) = await StartAsync();
        var handOver = discussion.Replace("/discussion", "/hand-over", StringComparison.Ordinal);
        using var done = await ada.PostAsync(handOver, new() { ["accountId"] = await bob.AccountIdAsync(discussion) });

        Assert.Equal(Visitor.MembersOf(discussion), done.Headers.Location?.OriginalString);
        using var again = await ada.PostAsync(handOver, new() { ["accountId"] = await ada.AccountIdAsync(discussion) });
        Assert.Equal(HttpStatusCode.Forbidden, again.StatusCode);
        await bob.RemoveAsync(discussion, await ada.AccountIdAsync(discussion));
    }

    [Fact]
    public async Task The_owner_hears_what_to_do_instead_of_leaving()
    {
        var (ada, _, discussion) = await StartAsync();
        using var refused = await ada.PostAsync(discussion.Replace("/discussion", "/leave", StringComparison.Ordinal), []);

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("Make someone else the owner first", await refused.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_sees_who_is_there_and_decides_nothing()
    {
        var (ada, bob, discussion) = await StartAsync();
        await ada.InviteAsync(discussion, label: "For Eve");
        var page = await bob.ReadAsync(Visitor.MembersOf(discussion));

        Assert.Contains(">Ada<", page, StringComparison.Ordinal);
        Assert.DoesNotContain("For Eve", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/remove", page, StringComparison.Ordinal);
        using var invited = await bob.PostAsync(Visitor.MembersOf(discussion), []);
        using var removed = await bob.PostAsync($"{Visitor.MembersOf(discussion)}/{await ada.AccountIdAsync(discussion)}/remove", []);
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (invited.StatusCode, removed.StatusCode));
    }

    [Fact]
    public async Task Who_was_removed_is_listed_no_more()
    {
        var (ada, bob, discussion) = await StartAsync();
        await ada.RemoveAsync(discussion, await bob.AccountIdAsync(discussion));
        var page = await ada.ReadAsync(Visitor.MembersOf(discussion));

        Assert.Contains("Only you", page, StringComparison.Ordinal);
        Assert.DoesNotContain(">Bob<", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_cannot_sign_in_is_listed_so_and_can_be_made_no_owner()
    {
        var (ada, bob, discussion) = await StartAsync();
        Assert.Contains("/hand-over\"", await ada.ReadAsync(Visitor.MembersOf(discussion)), StringComparison.Ordinal);
        Assert.True(await app.Services.DoAsync<DisableAccount, bool>(new(bob.Email)));
        var page = await ada.ReadAsync(Visitor.MembersOf(discussion));

        Assert.Matches(">Bob</bdi></p>\\s*<p class=\"hint\">Member · account disabled<", page);
        Assert.DoesNotContain("/hand-over\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Members_without_an_owner_who_can_sign_in_read_whom_to_ask_and_go_on_with_the_next()
    {
        var (ada, bob, discussion) = await StartAsync();
        const string Ask = "The people who run this server can make another member the owner";
        Assert.DoesNotContain(Ask, await bob.ReadAsync(Visitor.MembersOf(discussion)), StringComparison.Ordinal);
        await app.Services.DoAsync<DisableAccount, bool>(new(ada.Email));
        Assert.Contains(Ask, await bob.ReadAsync(Visitor.MembersOf(discussion)), StringComparison.Ordinal);

        Assert.True(await app.Services.DoAsync<AppointOwner, bool>(new(Insider.TabloOf(discussion), bob.Insider!.Account)));

        var page = await bob.ReadAsync(Visitor.MembersOf(discussion));
        Assert.DoesNotContain(Ask, page, StringComparison.Ordinal);
        Assert.Contains("name=\"MaxUses\"", page, StringComparison.Ordinal);
        Assert.Contains("\u2068Bob\u2069 is the owner now. The operator of this server arranged it.", await bob.ReadAsync(discussion), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_notice_is_in_its_place_and_never_unread()
    {
        var (ada, bob, discussion) = await StartAsync();
        await ada.SayAsync(discussion, "After");
        var rows = await ada.ReadAsync(discussion);

        Assert.Matches("data-number=\"1\"[^>]*class=\"row notice\"", rows);
        Assert.Equal(2, Row.Single(rows).Number);
        Assert.Contains("aria-label=\"1 unread\"", await bob.ReadAsync("/tablos"), StringComparison.Ordinal);
    }

    private static string FollowCursor(string ready) => ready.Split('"')[3];

    private async Task<(Visitor Ada, Visitor Bob, string Discussion)> StartAsync()
    {
        var ada = await app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        var bob = await app.SignedInAsync("Bob");
        await ada.AdmitAsync(discussion, bob);
        return (ada, bob, discussion);
    }

    public sealed class OnSqlite(SqliteApp app) : MembersTests(app);

    public sealed class OnPostgres(PostgresApp app) : MembersTests(app);
}
