namespace Xtablo.Infrastructure.Tests.Markup;

/// <summary>
/// Texts of 10,000 characters that are made to keep a parser busy, or to make it write far more than was typed. What matters is
/// that none gets far: no clock is asked.
/// </summary>
public sealed class HugeMessagesTests
{
    /// <summary>Of html for a character: of a list of one letter each line, or of a text of ampersands.</summary>
    private const int MostOfACharacter = 14;

    public static TheoryData<string> Refused() =>
    [
        Times("- "), Times("> "), Times(">"), Times("["), Times("[", 5000) + Times("]", 5000), Times("*_"), Times("[a]("),
        Times("`"), Times("*a "), Times("~~a"), Times("<a:"), Times("![]("), Times("1. "), Times("\t-\t"),
        Times("**a* "), Times("_a "), new string(' ', 70) + "- a",
    ];

    public static TheoryData<string> Parsed() =>
    [
        Times("- a\n"), Times("https://a.example/xyzab "), Times("&"), Times("\n"), Times("> a\n\n"), Times("~~~\n"),
        Times("\"\""),
        Times("|", 800) + "\n" + Times("|-", 800) + "\n" + Times("|\n", 8000), Times("12. a\n7. b\n"), Times("http://"),
        "https://a.example/" + Times(")", 9900), Times("-\n\n"), Times(":a"), Times("[a](https://b.example) ", 5000),
        "```\n" + Times("[*_`<") + "\n```", Times("a\n---\n"), Times("@Ada "), Times("/@"), "a" + Times("\u0301"),
        Times(Times("> ", 32) + "a\n"),
    ];

    [Theory]
    [MemberData(nameof(Refused), DisableDiscoveryEnumeration = true)]
    public void What_has_too_many_marks_is_shown_as_typed(string typed)
    {
        var html = Chat.Render(typed).Html;

        Assert.Equal(typed.TrimEnd('\n'), Typed(html));
    }

    [Theory]
    [MemberData(nameof(Refused), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Parsed), DisableDiscoveryEnumeration = true)]
    public void The_html_is_no_longer_than_its_text_allows(string typed)
    {
        var mentions = typed.Split('@').Length * 100;
        var links = (typed.Split("http").Length + typed.Split("](").Length) * 100;

        Assert.InRange(Chat.Render(typed).Html.Length, 1, (MostOfACharacter * typed.Length) + mentions + links);
    }

    [Fact]
    public void Code_may_have_as_many_marks_as_it_likes() =>
        Assert.StartsWith("<pre><code>[*_`&lt;[", Chat.Render("```\n" + Times("[*_`<") + "\n```").Html, StringComparison.Ordinal);

    [Theory]
    [InlineData(" ```\n")] // indented: in a list it would be of the list
    [InlineData("``` a`b\n")] // no fence to Markdown
    [InlineData("> ```\n")]
    public void What_only_looks_like_a_fence_hides_no_marks(string fence) =>
        Assert.StartsWith("<p dir=\"auto\">", Chat.Render(fence + Times("[")).Html, StringComparison.Ordinal);

    [Fact]
    public async Task Many_at_a_time_are_each_rendered_as_if_alone()
    {
        var typed = Enumerable.Range(0, 200).Select(i => $"**{i}** @Ada `x{i}` https://a.example/{i}\n- {i}\n> {i}").ToList();
        var alone = typed.Select(text => Chat.Render(text).Html).ToList();

        var ct = TestContext.Current.CancellationToken;
        var together = await Task.WhenAll(Enumerable.Range(0, 8)
            .Select(_ => Task.Run(() => typed.Select(text => Chat.Render(text).Html).ToList(), ct)));

        Assert.All(together, htmls => Assert.Equal(alone, htmls));
    }

    private static string Times(string piece, int most = 10_000) => string.Concat(Enumerable.Repeat(piece, most / piece.Length));

    /// <summary>The text of what is shown as typed; empty for what is not.</summary>
    private static string Typed(string html)
    {
        const string before = "<p dir=\"auto\">";
        var text = html[before.Length..^"</p>".Length].Replace("<br>", "\n", StringComparison.Ordinal);
        return text.Contains('<', StringComparison.Ordinal) ? "" : System.Net.WebUtility.HtmlDecode(text);
    }
}
