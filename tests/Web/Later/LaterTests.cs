using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Xtablo.Application.Later;
using Xtablo.Domain.Discussions;

namespace Xtablo.Web.Tests.Later;

public abstract partial class LaterTests(XtabloApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_saved_stands_on_a_page_of_ones_own_with_its_tablo_and_the_way_to_it()
    {
        var (ada, bob, discussion) = await TeamAsync();
        var row = await bob.SayAsync(discussion, "Call the **mason**");
        using var saved = await ada.PostAsync(AddressOf(discussion, row.Id), new() { ["on"] = "true" });

        var page = await ada.ReadAsync("/later");

        Assert.Equal((HttpStatusCode.SeeOther, $"{discussion}/messages/{row.Id}"), (saved.StatusCode, $"{saved.Headers.Location}"));
        Assert.Contains($"href=\"{discussion}?around={row.Number}#message-{row.Id}\"", page, StringComparison.Ordinal);
        Assert.Contains("Call the mason", page, StringComparison.Ordinal);
        Assert.Contains("Rue Oberkampf 12", page, StringComparison.Ordinal);
        Assert.DoesNotContain(row.Id, await bob.ReadAsync("/later"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_else_hears_of_it_and_no_row_shows_it()
    {
        var (ada, bob, discussion) = await TeamAsync();
        var row = await ada.SayAsync(discussion, "Mine");
        var (before, cursor) = (RowOf(await bob.ReadAsync(discussion), row.Id), Cursor().Match(await bob.ReadAsync(discussion)).Value);
        await SaveAsync(ada, discussion, row.Id);
        var after = await bob.ReadAsync(discussion);

        Assert.Equal((before, cursor), (RowOf(after, row.Id), Cursor().Match(after).Value));
        Assert.Equal(before, RowOf(await ada.ReadAsync(discussion), row.Id));
        Assert.Contains("data-saved=\"\"", after, StringComparison.Ordinal);
        Assert.Contains($"data-saved=\"{row.Id}\"", await ada.ReadAsync(discussion), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Saving_again_and_taking_off_twice_are_quiet()
    {
        var (ada, _, discussion) = await TeamAsync();
        var row = await ada.SayAsync(discussion, "Twice");
        foreach (var on in (string[])["true", "true", "false", "false"])
        {
            using var answer = await ada.PostAsync(AddressOf(discussion, row.Id), new() { ["on"] = on }, htmx: true);
            Assert.Equal((HttpStatusCode.NoContent, ""), (answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct)));
        }

        Assert.DoesNotContain(row.Id, await ada.ReadAsync("/later"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2001-01-01T09:00", "Europe/Paris", "This time has passed")]
    [InlineData("2001-01-01T09:00:00Z", "", "This time has passed")]
    [InlineData("soon", "", "This is no time")]
    [InlineData("2999-01-01T09:00", "Mars/Olympus", "There is no such time zone")]
    [InlineData("2999-01-01T09:00:00Z", "Mars/Olympus", "There is no such time zone")]
    public async Task A_time_that_cannot_be_is_refused_beside_its_field_and_kept(string at, string tz, string why)
    {
        var (ada, _, discussion) = await TeamAsync();
        var row = await ada.SayAsync(discussion, "When?");
        var fields = new Dictionary<string, string> { ["on"] = "true", ["at"] = at, ["tz"] = tz };

        using var plain = await ada.PostAsync(AddressOf(discussion, row.Id), fields);
        using var htmx = await ada.PostAsync(AddressOf(discussion, row.Id), fields, htmx: true);

        foreach (var refused in (HttpResponseMessage[])[plain, htmx])
        {
            var form = await refused.Content.ReadAsStringAsync(Ct);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            Assert.Contains(why, WebUtility.HtmlDecode(form), StringComparison.Ordinal);
            Assert.Contains($"value=\"{at}\"", form, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(row.Id, await ada.ReadAsync("/later"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tombstone_and_every_notice_are_refused_and_what_was_saved_loses_its_text()
    {
        var (ada, bob, discussion) = await TeamAsync();
        var row = await ada.SayAsync(discussion, "a secret of marble");
        await SaveAsync(bob, discussion, row.Id);
        using var deleted = await ada.PostAsync($"{discussion}/messages/{row.Id}/delete", []);
        var page = await bob.ReadAsync("/later");
        Assert.Contains(row.Id, page, StringComparison.Ordinal);
        Assert.Contains("This message was deleted.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("marble", page, StringComparison.Ordinal);

        var notice = NoticeId().Match(await ada.ReadAsync(discussion)).Groups["id"].Value;
        foreach (var id in (string[])[row.Id, notice])
        {
            using var refused = await ada.PostAsync(AddressOf(discussion, id), new() { ["on"] = "true" }, htmx: true);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            using var plain = await ada.PostAsync(AddressOf(discussion, id), new() { ["on"] = "true" });
            Assert.Equal(HttpStatusCode.UnprocessableEntity, plain.StatusCode);
        }
    }

    [Fact]
    public async Task A_removed_member_sees_none_of_it_and_finds_what_a_stranger_finds()
    {
        var (ada, bob, discussion) = await TeamAsync();
        var row = await ada.SayAsync(discussion, "Between us");
        await SaveAsync(bob, discussion, row.Id);
        await ada.RemoveAsync(discussion, await bob.AccountIdAsync(discussion));

        Assert.DoesNotContain(row.Id, await bob.ReadAsync("/later"), StringComparison.Ordinal);
        using var known = await bob.PostAsync(AddressOf(discussion, row.Id), new() { ["on"] = "true", ["at"] = "soon" });
        using var unknown = await bob.PostAsync(AddressOf($"/tablos/{Guid.CreateVersion7()}/discussion", row.Id), new() { ["on"] = "true", ["at"] = "soon" });
        Assert.Equal((HttpStatusCode.NotFound, await unknown.Content.ReadAsStringAsync(Ct)), (known.StatusCode, await known.Content.ReadAsStringAsync(Ct)));
    }

    [Fact]
    public async Task What_is_due_is_counted_on_every_page_and_stands_first_until_it_is_done()
    {
        var (ada, _, discussion) = await TeamAsync();
        var (now, soon) = (await ada.SayAsync(discussion, "It is time"), await ada.SayAsync(discussion, "Not yet"));
        using var later = await ada.PostAsync(AddressOf(discussion, soon.Id), new() { ["on"] = "true", ["at"] = "2999-01-01T09:00", ["tz"] = "Asia/Tokyo", ["back"] = "list" });
        Assert.Equal("/later", $"{later.Headers.Location}");
        var member = ada.Insider!.Account;
        await app.Services.GetRequiredService<ISavedMessages>().SaveAsync(
            Insider.TabloOf(discussion), member, new MessageId(Guid.Parse(now.Id)), new Saving(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(50)), Ct);

        var page = await ada.ReadAsync("/later");
        var link = await ada.ReadAsync("/later", htmx: true);

        Assert.True(page.IndexOf(">Now<", StringComparison.Ordinal) < page.IndexOf("It is time", StringComparison.Ordinal));
        Assert.True(page.IndexOf("It is time", StringComparison.Ordinal) < page.IndexOf(">Coming<", StringComparison.Ordinal));
        Assert.Contains("2999-01-01T00:00:00", page, StringComparison.Ordinal);
        Assert.StartsWith("<a ", link.Trim(), StringComparison.Ordinal);
        Assert.Contains("aria-label=\"1 is due\"", link, StringComparison.Ordinal);
        Assert.Contains("aria-label=\"1 is due\"", await ada.ReadAsync("/tablos"), StringComparison.Ordinal);

        using var done = await ada.PostAsync(AddressOf(discussion, now.Id), new() { ["on"] = "false", ["back"] = "list" });
        Assert.DoesNotContain("is due", await ada.ReadAsync("/later", htmx: true), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_of_a_message_offers_it_without_scripts()
    {
        var (ada, _, discussion) = await TeamAsync();
        var row = await ada.SayAsync(discussion, "By a form");
        var place = $"{discussion}/messages/{row.Id}";
        Assert.Contains("Save for later", await ada.ReadAsync(place), StringComparison.Ordinal);
        await SaveAsync(ada, discussion, row.Id);

        Assert.Contains(">Done<", await ada.ReadAsync(place), StringComparison.Ordinal);
    }

    private static string AddressOf(string discussion, string message) => $"{discussion}/messages/{message}/later";

    private static string RowOf(string page, string id) =>
        Regex.Match(page, $"<li id=\"message-{id}\".*?</li>", RegexOptions.Singleline, TimeSpan.FromSeconds(1)).Value;

    private static async Task SaveAsync(Visitor visitor, string discussion, string id)
    {
        using var saved = await visitor.PostAsync(AddressOf(discussion, id), new() { ["on"] = "true" });
        Assert.Equal(HttpStatusCode.SeeOther, saved.StatusCode);
    }

    private async Task<(Visitor Ada, Visitor Bob, string Discussion)> TeamAsync()
    {
        var (ada, bob) = (await app.SignedInAsync("Ada"), await app.SignedInAsync("Bob"));
        var discussion = await ada.CreateTabloAsync();
        await ada.AdmitAsync(discussion, bob);
        return (ada, bob, discussion);
    }

    [GeneratedRegex("data-cursor=\"[^\"]+\"", RegexOptions.None, 1000)]
    private static partial Regex Cursor();

    [GeneratedRegex("<li id=\"message-(?<id>[0-9a-f-]{36})\"[^>]*class=\"row notice", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NoticeId();

    public sealed class OnSqlite(SqliteApp app) : LaterTests(app);

    public sealed class OnPostgres(PostgresApp app) : LaterTests(app);
}
