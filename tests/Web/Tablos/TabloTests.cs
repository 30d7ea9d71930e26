using System.Net;

namespace Xtablo.Web.Tests.Tablos;

public abstract class TabloTests(XtabloApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_tablo_leads_to_its_empty_discussion_and_stands_in_the_list()
    {
        var ada = await app.SignedInAsync();
        var discussion = await ada.CreateTabloByFormAsync("Atelier Morel, kitchen");

        Assert.Matches("^/tablos/[0-9a-f-]{36}/discussion$", discussion);
        Assert.Contains("No messages yet.", await ada.ReadAsync(discussion), StringComparison.Ordinal);
        Assert.Contains("Atelier Morel, kitchen", await ada.ReadAsync("/tablos"), StringComparison.Ordinal);
        using var bare = await ada.GetAsync(discussion.Replace("/discussion", "", StringComparison.Ordinal));
        Assert.Equal(discussion, bare.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task A_tablo_without_a_name_is_refused_beside_its_field()
    {
        var ada = await app.SignedInAsync();
        using var answer = await ada.PostAsync("/tablos", new() { ["Name"] = "  " });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("id=\"Name-error\">Give the tablo a name.", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_owner_renames_a_tablo()
    {
        var ada = await app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync("Before");
        using var answer = await ada.PostAsync(discussion.Replace("discussion", "rename", StringComparison.Ordinal), new() { ["Name"] = "After" });

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Contains(">After</bdi></h1>", await ada.ReadAsync(discussion), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_archived_tablo_is_read_and_not_written_to_until_it_is_restored()
    {
        var ada = await app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        var clientId = Guid.CreateVersion7().ToString();
        var first = await ada.SayAsync(discussion, "Before", clientId);
        using var archived = await ada.PostAsync(discussion.Replace("discussion", "archive", StringComparison.Ordinal), []);
        Assert.Equal(HttpStatusCode.SeeOther, archived.StatusCode);

        using var refused = await ada.TrySayAsync(discussion, "Too late", htmx: false);
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("Too late</textarea>", await refused.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Equal("Before", Row.Single(await ada.ReadAsync(discussion)).Body);
        Assert.Equal(first, await ada.SayAsync(discussion, "Before", clientId)); // a retry still hears that it was stored

        using var restored = await ada.PostAsync(discussion.Replace("discussion", "restore", StringComparison.Ordinal), []);
        Assert.Equal(4, (await ada.SayAsync(discussion, "After")).Number); // after the notices of both
    }

    public sealed class OnSqlite(SqliteApp app) : TabloTests(app);

    public sealed class OnPostgres(PostgresApp app) : TabloTests(app);
}
