using System.Net;

namespace Xtablo.Web.Tests.Tablos;

public abstract class TabloTests(XtabloApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_tablo_leads_to_its_empty_discussion_and_stands_in_the_list()
    {
        var ada = await app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync("Atelier Morel, kitchen");

        Assert.Matches("^/tablos/[0-9a-f-]{36}/discussion$", discussion);
        Assert.Contains("Nothing has been said here yet.", await ada.ReadAsync(discussion), StringComparison.Ordinal);
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
    public async Task To_a_stranger_a_tablo_does_not_exist_byte_for_byte()
    {
        var ada = await app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        var said = await ada.SayAsync(discussion, "For us alone");
        var eve = await app.SignedInAsync("Eve");
        var nowhere = $"/tablos/{Guid.CreateVersion7()}/discussion";
        var tablo = discussion.Replace("/discussion", "", StringComparison.Ordinal);

        foreach (var (path, fields) in new (string, Dictionary<string, string>?)[]
        {
            ("", null), ("/stream", null), ($"/messages/{said.Id}", null),
            ("", new() { ["body"] = "Let me in" }), ("", new() { ["body"] = "" }),
            ("/read", new() { ["upTo"] = "1" }), ("/unread", new() { ["from"] = "1" }), ("/read", new() { ["upTo"] = "x" }), ("/unread", []),
        })
        {
            using var there = fields is null ? await eve.GetAsync(discussion + path) : await eve.PostAsync(discussion + path, fields);
            using var gone = fields is null ? await eve.GetAsync(nowhere + path) : await eve.PostAsync(nowhere + path, fields);
            Assert.Equal((path, HttpStatusCode.NotFound), (path, there.StatusCode));
            Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
            var page = await there.Content.ReadAsStringAsync(Ct);
            Assert.Equal(await gone.Content.ReadAsStringAsync(Ct), page);
            Assert.DoesNotContain("<form", page, StringComparison.Ordinal);
        }

        using var bare = await eve.GetAsync(tablo);
        Assert.Equal(HttpStatusCode.NotFound, bare.StatusCode);
        foreach (var verb in (string[])["rename", "archive", "restore"])
        {
            using var answer = await eve.PostAsync($"{tablo}/{verb}", new() { ["Name"] = "" });
            Assert.Equal((verb, HttpStatusCode.NotFound), (verb, answer.StatusCode));
        }

        Assert.Equal("For us alone", Row.Single(await ada.ReadAsync(discussion)).Body);
    }

    [Fact]
    public async Task The_owner_renames_a_tablo()
    {
        var ada = await app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync("Before");
        using var answer = await ada.PostAsync(discussion.Replace("discussion", "rename", StringComparison.Ordinal), new() { ["Name"] = "After" });

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Contains("<h1><bdi>After</bdi></h1>", await ada.ReadAsync(discussion), StringComparison.Ordinal);
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
        Assert.Equal(2, (await ada.SayAsync(discussion, "After")).Number);
    }

    public sealed class OnSqlite(SqliteApp app) : TabloTests(app), IClassFixture<SqliteApp>;

    public sealed class OnPostgres(PostgresApp app) : TabloTests(app), IClassFixture<PostgresApp>;
}
