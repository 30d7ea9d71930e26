namespace Xtablo.Infrastructure.Tests.Markup;

public sealed class BlocksTests
{
    [Theory]
    [InlineData("- a\n- b\n\n> c\n\n1. d\n\ne\n\n```\nf\n```\ng")]
    [InlineData("a\n\n\n\nb\n- c\n\n  d\n---\ne")]
    public void No_line_end_stands_between_two_blocks(string typed) => Assert.DoesNotContain('\n', Chat.Render(typed).Html);

    [Theory]
    [InlineData("a    b\tc", "<p>a    b\tc</p>")]
    [InlineData("    if (x)\n        y();\n    z", "<p>    if (x)<br>        y();<br>    z</p>")]
    [InlineData("text\n\n    indented", "<p>text</p><p>    indented</p>")]
    [InlineData("\ta\n\t\tb", "<p>\ta<br>\t\tb</p>")]
    public void Spaces_and_tabs_stay(string typed, string html) => Assert.Equal(Chat.Html(html), Chat.Render(typed).Html);

    [Theory]
    [InlineData("```js\n\tx\n\n", "<pre><code class=\"language-js\">\tx</code></pre>")]
    [InlineData("~~~\na\n\n  b\n~~~", "<pre><code>a\n\n  b</code></pre>")]
    [InlineData("- item\n  ```\n  code\n  ```", "<ul><li>item<pre><code>code</code></pre></li></ul>")]
    [InlineData("> ```\n> code\n> ```", "<blockquote><pre><code>code</code></pre></blockquote>")]
    public void Code_is_alone_between_its_tags_without_a_last_line_end(string typed, string html) =>
        Assert.Equal(Chat.Html(html), Chat.Render(typed).Html);

    [Theory]
    [InlineData("```js title=x\na\n```", "<pre><code>js title=x\na</code></pre>")]
    [InlineData("``` merci bien\na", "<pre><code>merci bien\na</code></pre>")]
    [InlineData("```\"><b>\na\n```", "<pre><code>&quot;&gt;&lt;b&gt;\na</code></pre>")]
    [InlineData("```averylongnameofalanguage\na\n```", "<pre><code>averylongnameofalanguage\na</code></pre>")]
    [InlineData("~~~ wow ~~~\na", "<pre><code>wow ~~~\na</code></pre>")]
    public void What_stands_behind_a_fence_and_names_no_language_is_not_lost(string typed, string html) =>
        Assert.Equal(html, Chat.Render(typed).Html);

    [Theory]
    [InlineData("2. yes\n4. no", "<ol start=\"2\"><li>yes</li><li value=\"4\">no</li></ol>")]
    [InlineData("5. ok", "<ol start=\"5\"><li>ok</li></ol>")]
    [InlineData("0. a\n1. b", "<ol start=\"0\"><li>a</li><li>b</li></ol>")]
    [InlineData("1. a\n1. b\n1. c", "<ol><li>a</li><li>b</li><li>c</li></ol>")]
    [InlineData("1. a\n3. b\n4. c", "<ol><li>a</li><li value=\"3\">b</li><li>c</li></ol>")]
    [InlineData("2. a\n2. b", "<ol start=\"2\"><li>a</li><li value=\"2\">b</li></ol>")]
    public void Points_keep_the_numbers_that_were_typed(string typed, string html) =>
        Assert.Equal(Chat.Html(html), Chat.Render(typed).Html);

    [Theory]
    [InlineData("> a\n> - b\n> > c\n\nd",
        "<blockquote><p>a</p><ul><li>b</li></ul><blockquote><p>c</p></blockquote></blockquote><p>d</p>")]
    [InlineData("> a\nb\nc", "<blockquote><p>a</p></blockquote><p>b<br>c</p>")]
    [InlineData("> - a\nb", "<blockquote><ul><li>a</li></ul></blockquote><p>b</p>")]
    [InlineData(">\n\nhi", "<p>&gt;</p><p>hi</p>")]
    [InlineData(">no", "<p>&gt;no</p>")]
    public void A_quotation_ends_where_its_marks_end(string typed, string html) =>
        Assert.Equal(Chat.Html(html), Chat.Render(typed).Html);

    [Theory]
    [InlineData("- a\n---\nb", "<ul><li>a</li></ul><p>---</p><p>b</p>")]
    [InlineData("---\nname: x\n---", "<p>---<br>name: x<br>---</p>")]
    [InlineData("a\n***\nb", "<p>a<br>***<br>b</p>")]
    [InlineData("a\n===", "<p>a<br>===</p>")]
    public void A_line_of_dashes_or_stars_is_text(string typed, string html) =>
        Assert.Equal(Chat.Html(html), Chat.Render(typed).Html);

    [Fact]
    public void Each_block_has_the_direction_of_its_own_words_and_code_has_none() =>
        Assert.Equal(
            "<blockquote dir=\"auto\"><p dir=\"auto\">א</p></blockquote><ol dir=\"auto\"><li dir=\"auto\">ب"
            + "<ul dir=\"auto\"><li dir=\"auto\"><code>x</code></li></ul></li></ol><pre><code>y</code></pre>",
            Chat.Render("> א\n\n1. ب\n   - `x`\n\n```\ny\n```").Html);

    [Fact]
    public void A_fence_around_nothing_keeps_the_words_behind_it() =>
        Assert.Equal(
            Chat.Html("<p>voilà ```<br>x = 1</p><p>``` merci bien</p>"), Chat.Render("voilà ```\nx = 1\n``` merci bien").Html);
}
