using System.Globalization;
using Xtablo.Domain.Discussions;

namespace Xtablo.Domain.Tests.Discussions;

public sealed class ExcerptTests
{
    [Theory]
    [InlineData("<p dir=\"auto\">🎉 <strong>done</strong></p>", "🎉 done")]
    [InlineData("<p dir=\"auto\">un<strong>believ</strong>able</p>", "unbelievable")]
    [InlineData("<p>a</p><p>b<br>c</p><ul><li>d</li><li>e</li></ul>", "a b c d e")]
    [InlineData("<blockquote dir=\"auto\"><p dir=\"auto\">a</p></blockquote><ol start=\"2\"><li value=\"4\">b</li></ol>", "a b")]
    [InlineData("<p>&lt;b&gt; &amp;amp; &quot;x&quot;</p>", "<b> &amp; \"x\"")]
    [InlineData("<pre><code class=\"language-cs\">var x;\n\tvar y;</code></pre>", "var x; var y;")]
    [InlineData("<p>  a \u00A0 \t b  </p>", "a b")]
    [InlineData("<p>see <a href=\"https://a.example/?x=&gt;\" rel=\"ugc\">the plan</a>.</p>", "see the plan.")]
    [InlineData("<p>\u200B\u200Ba</p>", "a")]
    public void It_is_the_words_of_the_text_on_one_line(string html, string words) => Assert.Equal(words, Excerpt.Of(html));

    [Theory]
    [InlineData("")]
    [InlineData("<p></p>")]
    [InlineData("<pre><code> \n </code></pre>")]
    [InlineData("<p>\u200B \u2800</p>")]
    public void It_is_null_when_there_is_nothing_to_see(string html) => Assert.Null(Excerpt.Of(html));

    [Fact]
    public void A_text_that_just_fits_is_whole() => Assert.Equal(Repeat("é", 140), Excerpt.Of($"<p>{Repeat("é", 140)}</p>"));

    [Fact]
    public void A_longer_one_is_cut_after_139_characters() =>
        Assert.Equal(Repeat("é", 139) + "…", Excerpt.Of($"<p>{Repeat("é", 141)}</p>"));

    [Fact]
    public void A_word_of_9000_letters_is_cut() => Assert.Equal(140, Excerpt.Of($"<p>{Repeat("w", 9000)}</p>")!.Length);

    [Theory]
    [InlineData("👨‍👩‍👧")]
    [InlineData("🇫🇷")]
    [InlineData("e\u0301")]
    [InlineData("👍🏽")]
    [InlineData("&lt;")]
    public void It_is_cut_between_what_people_see_as_characters(string character)
    {
        var decoded = System.Net.WebUtility.HtmlDecode(character);

        var excerpt = Excerpt.Of($"<p>{Repeat(character, 300)}</p>")!;

        Assert.EndsWith("…", excerpt, StringComparison.Ordinal);
        Assert.Empty(excerpt[..^1].Replace(decoded, "", StringComparison.Ordinal));
        Assert.InRange(excerpt.Length, 2, Excerpt.MaxUnits);
        Assert.InRange(new StringInfo(excerpt).LengthInTextElements, 2, Excerpt.MaxLength);
    }

    [Fact]
    public void A_single_character_of_a_thousand_marks_is_cut_within() =>
        Assert.Equal(Excerpt.MaxUnits, Excerpt.Of($"<p>a{Repeat("\u0301", 2000)}</p>")!.Length);

    [Fact]
    public void One_of_half_its_length_behind_another_is_left_out() =>
        Assert.Equal("a…", Excerpt.Of($"<p>ab{Repeat("\u0301", 2000)}</p>"));

    [Fact]
    public void Much_that_cannot_be_seen_hides_no_word_behind_it() =>
        Assert.Equal("word", Excerpt.Of($"<p>{Repeat("\u200B", 20_000)}word</p>"));

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
