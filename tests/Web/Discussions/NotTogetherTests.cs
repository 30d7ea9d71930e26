using System.Net;

namespace Xtablo.Web.Tests.Discussions;

/// <summary>Of whom nothing is told, and who is told nothing.</summary>
public abstract class NotTogetherTests(XtabloApp app) : TogetherTest(app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_is_no_member_gets_the_bytes_of_a_tablo_that_is_not_there()
    {
        var (ada, bob, discussion) = await TeamAsync();
        var eve = await App.SignedInAsync("Eve");
        await ada.RemoveAsync(discussion, await bob.AccountIdAsync(discussion));
        using var stream = await FollowedAsync(ada, discussion);
        foreach (var what in (string[])["here", "typing"])
        {
            foreach (var stranger in (Visitor[])[eve, bob])
            {
                using var answer = await stranger.PostAsync($"{discussion}/{what}", new() { ["on"] = "true" });
                using var nowhere = await stranger.PostAsync($"/tablos/{Guid.CreateVersion7()}/discussion/{what}", new() { ["on"] = "true" });

                Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (answer.StatusCode, nowhere.StatusCode));
                Assert.Equal(await nowhere.Content.ReadAsByteArrayAsync(Ct), await answer.Content.ReadAsByteArrayAsync(Ct));
            }
        }

        await ada.SayAsync(discussion, "A last word");
        Assert.Equal("message", (await stream.NextAsync())!.Event);
    }

    [Fact]
    public async Task Who_is_removed_is_not_here_and_is_told_nothing_more()
    {
        var (ada, bob, discussion) = await TeamAsync();
        await SayAsync(bob, discussion, "here");
        using var adas = await ada.FollowAsync(discussion);
        using var bobs = await FollowedAsync(bob, discussion);
        Assert.Single(Here(await adas.NextAsync("presence")));

        await ada.RemoveAsync(discussion, await bob.AccountIdAsync(discussion));
        await SayAsync(ada, discussion, "typing");
        await SayAsync(ada, discussion, "here");

        Assert.Empty(Here(await adas.NextAsync("presence")).Except([await ada.AccountIdAsync(discussion)]));
        Assert.Equal("bye", (await bobs.NextAsync())!.Event);
        Assert.Null(await bobs.NextAsync());
    }

    [Fact]
    public async Task In_an_archived_tablo_nobody_writes_and_whoever_is_here_is()
    {
        var (ada, bob, discussion) = await TeamAsync();
        using var archived = await ada.PostAsync(discussion.Replace("/discussion", "/archive", StringComparison.Ordinal), []);
        using var stream = await FollowedAsync(ada, discussion);

        await SayAsync(bob, discussion, "typing");
        await SayAsync(bob, discussion, "here");

        Assert.Equal("presence", (await stream.NextAsync())!.Event);
    }

    [Fact]
    public async Task Of_an_account_that_hides_nothing_is_told_from_that_moment_on()
    {
        var (ada, bob, discussion) = await TeamAsync();
        var said = await bob.SayAsync(discussion, "First");
        await SayAsync(bob, discussion, "here");
        using var stream = await ada.FollowAsync(discussion);
        Assert.Single(Here(await stream.NextAsync("presence")));
        using var saved = await bob.PostAsync("/account", new() { ["Name"] = "Bob", ["PresenceOff"] = "true" });
        Assert.Empty(Here(await stream.NextAsync("presence")));

        await SayAsync(bob, discussion, "here");
        await SayAsync(bob, discussion, "typing");
        using var edited = await bob.PostAsync($"{discussion}/messages/{said.Id}/edit", new() { ["body"] = "Edited" });
        Assert.Equal("message", (await stream.NextAsync())!.Event);
        await SayAsync(bob, discussion, "typing");
        await ada.SayAsync(discussion, "A last word");

        Assert.Equal("message", (await stream.NextAsync())!.Event);
    }

    public sealed class OnSqlite(SqliteApp app) : NotTogetherTests(app);

    public sealed class OnPostgres(PostgresApp app) : NotTogetherTests(app);
}
