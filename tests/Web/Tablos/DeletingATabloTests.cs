using System.Net;

namespace Xtablo.Web.Tests.Tablos;

public abstract class DeletingATabloTests(XtabloApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_of_it_is_gone_for_every_member_and_their_streams_end()
    {
        var (ada, ben) = (await app.SignedInAsync("Ada"), await app.SignedInAsync("Ben"));
        var discussion = await ada.CreateTabloAsync("Rue Oberkampf 12");
        await ada.AdmitAsync(discussion, ben);
        await ben.SayAsync(discussion, "Something that somebody wants gone");
        var link = await ada.InviteAsync(discussion);
        using var stream = await ben.FollowAsync(discussion);
        await stream.UntilReadyAsync();
        using var deleted = await DeleteAsync(ada, discussion, " Rue Oberkampf 12 ");

        Assert.Equal((HttpStatusCode.SeeOther, "/tablos"), (deleted.StatusCode, deleted.Headers.Location!.OriginalString));
        Assert.Contains("removed", (await stream.NextAsync("bye")).Data!, StringComparison.Ordinal);
        foreach (var person in (Visitor[])[ada, ben])
        {
            using var page = await person.GetAsync(discussion);
            using var post = await person.TrySayAsync(discussion, "Still here?");
            Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (page.StatusCode, post.StatusCode));
            Assert.DoesNotContain("Rue Oberkampf 12", await person.ReadAsync("/tablos"), StringComparison.Ordinal);
        }

        using var invitation = await app.Visitor().GetAsync(link);
        Assert.Equal(HttpStatusCode.NotFound, invitation.StatusCode);
    }

    [Fact]
    public async Task Without_its_name_nothing_is_deleted_and_what_was_typed_is_kept()
    {
        var ada = await app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync("Rue Oberkampf 12");
        using var refused = await DeleteAsync(ada, discussion, "Rue Oberkampf 21");
        var page = await refused.Content.ReadAsStringAsync(Ct);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("This is not the name of this tablo.", page, StringComparison.Ordinal);
        Assert.Contains("value=\"Rue Oberkampf 21\"", page, StringComparison.Ordinal);
        await ada.SayAsync(discussion, "Still here");
    }

    [Fact]
    public async Task Only_its_owner_may_and_strangers_learn_nothing()
    {
        var (ada, ben, eve) = (await app.SignedInAsync("Ada"), await app.SignedInAsync("Ben"), await app.SignedInAsync("Eve"));
        var discussion = await ada.CreateTabloAsync("Ours");
        await ada.AdmitAsync(discussion, ben);
        using var byMember = await DeleteAsync(ben, discussion, "Ours");
        using var byStranger = await DeleteAsync(eve, discussion, "Ours");

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.NotFound), (byMember.StatusCode, byStranger.StatusCode));
        await ada.SayAsync(discussion, "Still here");
    }

    private static Task<HttpResponseMessage> DeleteAsync(Visitor person, string discussion, string name) =>
        person.PostAsync(discussion.Replace("/discussion", "/delete", StringComparison.Ordinal), new() { ["Name"] = name });

    public sealed class OnSqlite(SqliteApp app) : DeletingATabloTests(app);

    public sealed class OnPostgres(PostgresApp app) : DeletingATabloTests(app);
}
