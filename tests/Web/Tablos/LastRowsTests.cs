using System.Net;
using System.Text.RegularExpressions;

namespace Xtablo.Web.Tests.Tablos;

/// <summary>The page with which a day begins says how each tablo ends.</summary>
public abstract partial class LastRowsTests(XtabloApp app)
{
    private const string Secret = "the code is marmalade";

    [Fact]
    public async Task A_card_says_who_spoke_last_and_what_and_when()
    {
        var (ada, _, discussion) = await StartAsync();
        await ada.SayAsync(discussion, "The roofer comes on the **3rd**\n\nand brings `RAL 7016` <b>");

        Assert.Equal("Ada: The roofer comes on the 3rd and brings RAL 7016 <b>", (await CardsAsync(ada)).Single().Line);
        Assert.Matches("<time datetime=\"[0-9T:.-]+Z\">", await ada.ReadAsync("/tablos"));
    }

    [Fact]
    public async Task A_notice_is_a_sentence_and_a_tablo_without_rows_says_so()
    {
        var (ada, bob, discussion) = await StartAsync();
        await ada.CreateTabloAsync("Empty");
        await ada.AdmitAsync(discussion, bob);

        Assert.Equal(["Rue Oberkampf 12 \u2068Bob\u2069 joined, invited by \u2068Ada\u2069.", "Empty No messages yet."], (await CardsAsync(ada)).Select(card => $"{card.Name} {card.Line}"));
    }

    [Fact]
    public async Task Nothing_of_a_deleted_text_or_of_one_before_an_edit_is_left()
    {
        var (ada, _, discussion) = await StartAsync();
        var row = await ada.SayAsync(discussion, Secret);
        Assert.Contains(Secret, await ada.ReadAsync("/tablos"), StringComparison.Ordinal);
        using var edited = await ada.PostAsync($"{discussion}/messages/{row.Id}/edit", new() { ["body"] = "other", ["revision"] = "1" });
        Assert.Equal(HttpStatusCode.SeeOther, edited.StatusCode);
        Assert.Equal("Ada: other", (await CardsAsync(ada)).Single().Line);
        using var deleted = await ada.PostAsync($"{discussion}/messages/{row.Id}/delete", []);

        var page = await ada.ReadAsync("/tablos");
        Assert.DoesNotContain("marmalade", page, StringComparison.Ordinal);
        Assert.DoesNotContain("other", CardPattern().Match(page).Value, StringComparison.Ordinal);
        Assert.Equal("This message was deleted.", (await CardsAsync(ada)).Single().Line);
    }

    [Fact]
    public async Task What_is_unread_comes_first_then_what_was_said_last_and_what_is_archived_at_the_end()
    {
        var (ada, bob, first) = await StartAsync();
        var places = new Dictionary<string, string>(StringComparer.Ordinal) { ["Rue Oberkampf 12"] = first };
        foreach (var name in (string[])["A", "B", "C", "Old"])
        {
            places[name] = await ada.CreateTabloAsync(name);
        }

        await ada.AdmitAsync(first, bob);
        await bob.SayAsync(first, "Are you there?");
        await ada.SayAsync(places["B"], "long ago");
        await ada.SayAsync(places["A"], "just now");
        using var archived = await ada.PostAsync(places["Old"].Replace("discussion", "archive", StringComparison.Ordinal), []);

        Assert.Equal(["Rue Oberkampf 12", "A", "B", "C", "Old"], (await CardsAsync(ada)).Select(card => card.Name));
    }

    [Fact]
    public async Task Who_was_removed_reads_nothing_of_it_any_more()
    {
        var (ada, bob, discussion) = await StartAsync();
        await ada.AdmitAsync(discussion, bob);
        await ada.SayAsync(discussion, Secret);
        Assert.Single(await CardsAsync(bob));
        await ada.RemoveAsync(discussion, await bob.AccountIdAsync(discussion));

        Assert.Empty(await CardsAsync(bob));
        Assert.DoesNotContain(Secret, await bob.ReadAsync("/tablos"), StringComparison.Ordinal);
    }

    [GeneratedRegex("<li data-tablo=\"[^\"]*\" data-cursor.*?</li>", RegexOptions.Singleline, 1000)]
    private static partial Regex CardPattern();

    [GeneratedRegex("<bdi class=\"name\">(?<name>[^<]*)</bdi>.*?<span class=\"line\">(?<line>.*?)(?:<time|</p>)", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Parts();

    [GeneratedRegex("<[^>]*>", RegexOptions.None, 1000)]
    private static partial Regex Element();

    private static async Task<List<(string Name, string Line)>> CardsAsync(Visitor visitor) =>
    [
        .. CardPattern().Matches(await visitor.ReadAsync("/tablos")).Select(card => Parts().Match(card.Value)).Select(parts => (
            parts.Groups["name"].Value,
            string.Join(' ', WebUtility.HtmlDecode(Element().Replace(parts.Groups["line"].Value, "")).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))),
    ];

    private async Task<(Visitor Ada, Visitor Bob, string Discussion)> StartAsync()
    {
        var ada = await app.SignedInAsync("Ada");
        return (ada, await app.SignedInAsync("Bob"), await ada.CreateTabloAsync());
    }

    public sealed class OnSqlite(SqliteApp app) : LastRowsTests(app);

    public sealed class OnPostgres(PostgresApp app) : LastRowsTests(app);
}
