using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Xtablo.Web.Tests.Discussions;

public abstract class ReadingTests(XtabloApp app)
{
    private async Task<(Visitor Ada, string Discussion)> WithMessagesAsync(int count)
    {
        var ada = await app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        await ada.WriteAsync(discussion, Enumerable.Range(1, count).Select(i => i.ToString(CultureInfo.InvariantCulture)));
        return (ada, discussion);
    }

    /// <summary>Written by another, for one's own are never unread.</summary>
    private async Task<(Visitor Ada, Visitor Ben, string Discussion)> WithMessagesOfBenAsync(int count)
    {
        var (ada, ben) = (await app.SignedInAsync("Ada"), await app.SignedInAsync("Ben"));
        var discussion = await ada.CreateTabloAsync();
        await ada.AdmitAsync(discussion, ben);
        var first = (await ben.SayAsync(discussion, "1")).Number;
        await ben.WriteAsync(discussion, Enumerable.Range(2, count - 1).Select(i => i.ToString(CultureInfo.InvariantCulture)));
        Assert.Equal(2, first); // after the notice that he has joined
        return (ada, ben, discussion);
    }

    [Theory]
    [InlineData("", 71, 120)]
    [InlineData("?before=71", 21, 70)]
    [InlineData("?before=21", 1, 20)]
    [InlineData("?before=9223372036854775807", 71, 120)]
    [InlineData("?after=20", 21, 70)]
    [InlineData("?after=110", 111, 120)]
    [InlineData("?around=60", 35, 84)]
    [InlineData("?around=1", 1, 50)]
    [InlineData("?around=9999", 71, 120)]
    [InlineData("?around=-3", 1, 50)]
    [InlineData("?after=120", 121, 120)]
    [InlineData("?after=9223372036854775807", 121, 120)]
    [InlineData("?before=1", 1, 0)]
    [InlineData("?before=-9223372036854775808", 1, 0)]
    public async Task A_page_is_a_window_of_fifty_rows_without_a_gap(string query, long first, long last)
    {
        var (ada, discussion) = await WithMessagesOnceAsync();

        var rows = Row.All(await ada.ReadAsync(discussion + query));

        Assert.Equal(Enumerable.Range((int)first, (int)(last - first + 1)).Select(n => (long)n), rows.Select(row => row.Number));
        Assert.All(rows, row => Assert.Equal(row.Number.ToString(CultureInfo.InvariantCulture), row.Body));
    }

    [Fact]
    public async Task With_htmx_the_answer_is_the_rows_alone()
    {
        var (ada, discussion) = await WithMessagesAsync(3);
        var fragment = await ada.ReadAsync($"{discussion}?after=1", htmx: true);

        Assert.Equal([2L, 3L], Row.All(fragment).Select(row => row.Number));
        Assert.StartsWith("<li", fragment.Trim(), StringComparison.Ordinal);
        Assert.EndsWith("</li>", fragment.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_log_carries_the_cursor_of_what_it_shows()
    {
        var (ada, discussion) = await WithMessagesAsync(2);

        Assert.Matches("<div class=\"log\"[^>]* role=\"log\"[^>]* data-cursor=\"[0-9a-z]{8}\\.2\"", await ada.ReadAsync(discussion));
    }

    [Fact]
    public async Task Posting_reads_what_is_there_and_marking_unread_brings_it_back()
    {
        var (ada, _, discussion) = await WithMessagesOfBenAsync(3);
        Assert.Equal(3, await UnreadAsync(ada, discussion));
        await ada.SayAsync(discussion, "4");
        Assert.Equal(0, await UnreadAsync(ada, discussion));

        using var marked = await ada.PostAsync($"{discussion}/unread", new() { ["from"] = "3" });

        Assert.Equal(HttpStatusCode.NoContent, marked.StatusCode);
        Assert.Equal(2, await UnreadAsync(ada, discussion));
    }

    [Fact]
    public async Task A_read_mark_moves_forward_and_never_back()
    {
        var (ada, _, discussion) = await WithMessagesOfBenAsync(4);
        using var unread = await ada.PostAsync($"{discussion}/unread", new() { ["from"] = "1" });
        using var more = await ada.PostAsync($"{discussion}/read", new() { ["upTo"] = "4" });
        using var less = await ada.PostAsync($"{discussion}/read", new() { ["upTo"] = "3" });

        Assert.Equal(HttpStatusCode.NoContent, less.StatusCode);
        Assert.Equal(1, await UnreadAsync(ada, discussion));
    }

    [Fact]
    public async Task Nobody_reads_what_is_not_written_yet()
    {
        var (ada, ben, discussion) = await WithMessagesOfBenAsync(1);
        using var read = await ada.PostAsync($"{discussion}/read", new() { ["upTo"] = "1000" });
        await ben.SayAsync(discussion, "2");

        Assert.Equal(1, await UnreadAsync(ada, discussion));
    }

    [Fact]
    public async Task A_discussion_opens_around_the_first_unread_message()
    {
        var (ada, _, other) = await WithMessagesOfBenAsync(80);
        using var unread = await ada.PostAsync($"{other}/unread", new() { ["from"] = "10" });

        var rows = Row.All(await ada.ReadAsync(other));
        Assert.Equal(2, rows[0].Number); // the first is the notice
        Assert.Equal(50, rows[^1].Number);
    }

    [Fact]
    public async Task A_permalink_shows_its_message_and_a_foreign_message_has_none_here()
    {
        var (ada, discussion) = await WithMessagesAsync(1);
        var row = Row.Single(await ada.ReadAsync(discussion));
        var elsewhere = await ada.CreateTabloAsync();

        Assert.Equal(row, Row.Single(await ada.ReadAsync($"{discussion}/messages/{row.Id}")));
        using var foreign = await ada.GetAsync($"{elsewhere}/messages/{row.Id}");
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
    }

    [Fact]
    public async Task A_french_browser_gets_french_pages()
    {
        var (ada, discussion) = await WithMessagesAsync(1);
        ada.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("fr-CA,fr;q=0.9,en;q=0.5");

        var page = await ada.ReadAsync(discussion);

        Assert.Contains("<html lang=\"fr\">", page, StringComparison.Ordinal);
        Assert.Contains("Envoyer", page, StringComparison.Ordinal);
    }

    /// <summary>Writing 120 messages takes a while, and reading them does not change them: once for each app.</summary>
    private Task<(Visitor Ada, string Discussion)> WithMessagesOnceAsync() => Written.GetValue(app, _ => WithMessagesAsync(120));

    [Fact]
    public async Task A_read_that_was_on_its_way_when_all_was_marked_unread_loses()
    {
        var (ada, _, discussion) = await WithMessagesOfBenAsync(3);
        await MarkAsync(ada, discussion, "read", new() { ["upTo"] = "4", ["generation"] = "0" });
        await MarkAsync(ada, discussion, "unread", new() { ["from"] = "3" });
        await MarkAsync(ada, discussion, "read", new() { ["upTo"] = "4", ["generation"] = "0" });
        Assert.Equal(2, await UnreadAsync(ada, discussion));

        await MarkAsync(ada, discussion, "read", new() { ["upTo"] = "4", ["generation"] = "1" });
        Assert.Equal(0, await UnreadAsync(ada, discussion));
    }

    [Fact]
    public async Task Marking_unread_answers_the_generation_of_the_mark_that_begins()
    {
        var (ada, _, discussion) = await WithMessagesOfBenAsync(3);
        foreach (var generation in (string[])["1", "2"])
        {
            using var answer = await ada.PostAsync($"{discussion}/unread", new() { ["from"] = "3" });

            Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
            Assert.Equal([generation], answer.Headers.GetValues("Mark-Generation"));
            Assert.Contains($"data-generation=\"{generation}\"", await ada.ReadAsync(discussion), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Who_has_read_nothing_yet_can_mark_unread_too()
    {
        var (ada, _, discussion) = await WithMessagesOfBenAsync(2);
        await MarkAsync(ada, discussion, "unread", new() { ["from"] = "2" });
        await MarkAsync(ada, discussion, "read", new() { ["upTo"] = "3", ["generation"] = "0" });
        Assert.Equal(2, await UnreadAsync(ada, discussion));

        var page = await ada.ReadAsync(discussion);
        Assert.Contains("data-generation=\"1\"", page, StringComparison.Ordinal);
        await MarkAsync(ada, discussion, "read", new() { ["upTo"] = "3" });
        Assert.Equal(0, await UnreadAsync(ada, discussion));
    }

    private static async Task MarkAsync(Visitor visitor, string discussion, string how, Dictionary<string, string> fields)
    {
        using var answer = await visitor.PostAsync($"{discussion}/{how}", fields);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    private static readonly ConditionalWeakTable<XtabloApp, Task<(Visitor Ada, string Discussion)>> Written = [];

    private static async Task<int> UnreadAsync(Visitor visitor, string discussion)
    {
        var list = (await visitor.ReadAsync("/tablos")).Split("<ul class=\"cards\">")[1];
        var item = Regex.Match(list, $"<a href=\"{discussion}\"[^>]*>.*?</a>", RegexOptions.Singleline, TimeSpan.FromSeconds(1));
        Assert.True(item.Success);
        var count = Regex.Match(item.Value, "<b class=\"count\"[^>]*>(?<count>\\d+)</b>", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
        return count.Success ? int.Parse(count.Groups["count"].Value, CultureInfo.InvariantCulture) : 0;
    }

    public sealed class OnSqlite(SqliteApp app) : ReadingTests(app);

    public sealed class OnPostgres(PostgresApp app) : ReadingTests(app);
}
