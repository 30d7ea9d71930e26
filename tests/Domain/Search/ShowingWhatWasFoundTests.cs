using Xtablo.Domain.Search;

namespace Xtablo.Domain.Tests.Search;

public sealed class ShowingWhatWasFoundTests
{
    private const string Html =
        "<p dir=\"auto\">½ 20℃ İstanbul Weiß 🎉 end &lt;b&gt;x&lt;/b&gt; &amp; <a href=\"https://h/end\" rel=\"nofollow\">p</a></p>";

    [Theory]
    [InlineData("end", "end")]
    [InlineData("ist", "İst")]
    [InlineData("weiss", "Weiß")]
    [InlineData("<b>", "<b>")]
    [InlineData("🎉", "🎉")]
    public void The_right_letters_are_marked(string typed, string marked) => Assert.Equal([marked], Marked(Html, typed));

    [Theory]
    [InlineData("amp")]
    [InlineData("href")]
    [InlineData("nofollow")]
    [InlineData("auto")]
    public void What_is_only_in_the_html_is_not_found(string typed) => Assert.False(SearchedText.Of(Html).Has(Sought.From(typed).Pieces));

    [Fact]
    public void Every_b_is_marked_and_no_tag() => Assert.Equal(["b", "b", "b"], Marked(Html, "b")); // there is one in the city too

    [Fact]
    public void An_address_that_only_the_link_has_is_found_and_shown() => Assert.Equal(["h/end"], Marked(Html, "h/end"));

    [Theory]
    [InlineData("<p>un<strong>important</strong></p>", "unimportant", true)]
    [InlineData("<p>un<strong>important</strong></p>", "**", false)]
    [InlineData("<p>one</p>\n<p>two</p>", "onetwo", false)]
    [InlineData("<p>one<br>two</p>", "onetwo", false)]
    [InlineData("<p>one<br>two</p>", "\"one two\"", true)]
    [InlineData("<p>red blue</p>", "\"red blu\" ed", true)]
    [InlineData("<p>red big blue</p>", "\"red blue\"", false)]
    [InlineData("<p>red big blue</p>", "blue red", true)]
    public void What_is_seen_is_found(string html, string typed, bool found) => Assert.Equal(found, SearchedText.Of(html).Has(Sought.From(typed).Pieces));

    [Fact]
    public void Of_a_long_text_the_words_around_the_place_are_shown()
    {
        var html = $"<p>{string.Concat(Enumerable.Repeat("before ", 100))}needle{string.Concat(Enumerable.Repeat(" after", 100))}</p>";

        var passages = SearchedText.Of(html).PassagesOf(["needle"]);

        Assert.Equal(["needle"], passages.Where(p => p.IsFound).Select(p => p.Text));
        Assert.InRange(passages.Sum(p => p.Text.Length), 100, 260);
        Assert.StartsWith("…before", string.Concat(passages.Select(p => p.Text)), StringComparison.Ordinal);
        Assert.EndsWith("after…", string.Concat(passages.Select(p => p.Text)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"")]
    [InlineData("\"\"")]
    [InlineData("\" \" \"")]
    [InlineData("   ")]
    public void What_says_nothing_has_no_pieces_or_means_itself(string typed) =>
        Assert.All(Sought.From(typed).Pieces, piece => Assert.Equal("\"", piece.Trim('"').Length == 0 ? "\"" : piece));

    [Fact]
    public void Random_html_and_searches_never_fail_and_mark_what_they_found()
    {
        var random = new Random(7);
        string[] pieces = ["a", "É", "ß", " ", "\n", "½", "🎉", "👩‍👩‍👧", "か", "が", "ｶﾞ", "\u0301", "İ", "&amp;", "&lt;", "<br>", "<em>", "</em>", "\u200D", "ﬁ"];
        for (var i = 0; i < 3000; i++)
        {
            var html = "<p>" + string.Concat(random.GetItems(pieces, random.Next(80))) + "</p>";
            var text = SearchedText.Of(html);
            if (text.Letters.Length == 0)
            {
                continue;
            }

            var start = random.Next(text.Letters.Length);
            var piece = text.Letters.Substring(start, Math.Min(random.Next(1, 6), text.Letters.Length - start));
            var passages = text.PassagesOf([piece]);
            Assert.Contains(passages, p => p.IsFound);
        }
    }

    private static IEnumerable<string> Marked(string html, string typed) =>
        SearchedText.Of(html).PassagesOf(Sought.From(typed).Pieces).Where(p => p.IsFound).Select(p => p.Text);
}
