namespace Xtablo.Infrastructure.Tests.Markup;

public sealed class LinksTests
{
    [Theory]
    [InlineData(
        "見て https://example.com/a。次",
        "<p>見て <a href=\"https://example.com/a\">https://example.com/a</a>。次</p>")]
    [InlineData(
        "（https://example.com/b）です",
        "<p>（<a href=\"https://example.com/b\">https://example.com/b</a>）です</p>")]
    [InlineData(
        "請看https://a.example/文，好",
        "<p>請看<a href=\"https://a.example/文\">https://a.example/文</a>，好</p>")]
    [InlineData("(a https://a.example/x_(y)).", "<p>(a <a href=\"https://a.example/x_(y)\">https://a.example/x_(y)</a>).</p>")]
    [InlineData("https://a.example/x?y[]=1!", "<p><a href=\"https://a.example/x?y[]=1\">https://a.example/x?y[]=1</a>!</p>")]
    [InlineData("[see https://a.example]", "<p>[see <a href=\"https://a.example\">https://a.example</a>]</p>")]
    [InlineData("**https://a.example**", "<p><strong><a href=\"https://a.example\">https://a.example</a></strong></p>")]
    [InlineData("\"http://a.example\"", "<p>&quot;<a href=\"http://a.example\">http://a.example</a>&quot;</p>")]
    public void A_bare_link_ends_before_the_marks_behind_it(string typed, string html) =>
        Assert.Equal(Chat.Html(html), Chat.Render(typed).Html);

    [Theory]
    [InlineData("xhttp://a.example")]
    [InlineData("https://")]
    [InlineData("www.")]
    [InlineData("httpd and web and mail")]
    [InlineData("ftp://a.example")]
    [InlineData("mailto:nobody")]
    [InlineData("ada@example.org")]
    public void What_is_no_address_of_the_web_is_no_link(string typed) =>
        Assert.Equal(Chat.Html($"<p>{typed}</p>"), Chat.Render(typed).Html);

    [Theory]
    [InlineData("https://www.amazon.fr∕dp∕1@youtu.be/x")]
    [InlineData("https://bank.example@evil.example")]
    [InlineData("https://ada:secret@host.example/")]
    [InlineData("https://bank.example∕x.evil.example/")]
    [InlineData("http://@evil.example")]
    public void What_hides_its_host_is_no_link(string typed) =>
        Assert.Equal(Chat.Html($"<p>{typed}</p>"), Chat.Render(typed).Html);

    [Theory]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("[x](JavaScript:alert)")]
    [InlineData("[x](data:text/html,x)")]
    [InlineData("[x](/tablos)")]
    [InlineData("[x](//evil.example)")]
    [InlineData("[x](https:evil.example)")]
    [InlineData("[x](https:/evil.example)")]
    [InlineData("[x](https://a@evil.example)")]
    [InlineData("[x](file:///etc/passwd)")]
    [InlineData("![x](vbscript:x)")]
    public void A_link_elsewhere_is_shown_as_typed(string typed) =>
        Assert.Equal(Chat.Html($"<p>{typed}</p>"), Chat.Render(typed).Html);

    [Theory]
    [InlineData("[x](https:\\\\evil.example)")]
    [InlineData("[x](https://bank.example\\@evil.example)")]
    [InlineData("[x](<https://bank.example\t.evil.example>)")]
    [InlineData("[x](<https://bank .evil.example>)")]
    public void An_address_that_browsers_read_otherwise_is_no_link(string typed) =>
        Assert.DoesNotContain("<a", Chat.Render(typed).Html, StringComparison.Ordinal);

    [Fact]
    public void One_in_angles_is_shown_as_typed() =>
        Assert.Equal(Chat.Html("<p>&lt;javascript:alert(1)&gt;</p>"), Chat.Render("<javascript:alert(1)>").Html);

    [Theory]
    [InlineData("[good.com](https://evil.example)", "good.com (evil.example)")]
    [InlineData("[https://good.com/x](https://evil.example)", "https://good.com/x (evil.example)")]
    [InlineData("[go to **good.com** now](https://evil.example)", "go to <strong>good.com</strong> now (evil.example)")]
    [InlineData("[ada@good.com](https://evil.example)", "ada@good.com (evil.example)")]
    [InlineData("[evil.example.good.com](https://evil.example)", "evil.example.good.com (evil.example)")]
    [InlineData("[good.com∕evil.example](https://evil.example)", "good.com∕evil.example (evil.example)")]
    [InlineData("[evil.example](https://evil.example)", "evil.example")]
    [InlineData("[www.evil.example](https://evil.example)", "www.evil.example")]
    [InlineData("[evil.example](https://docs.evil.example/)", "evil.example")]
    [InlineData("[version 2.0](https://evil.example)", "version 2.0")]
    public void A_link_that_shows_another_host_says_where_it_leads(string typed, string text) =>
        Assert.Contains($"ugc\">{text}</a>", Chat.Render(typed).Html, StringComparison.Ordinal);

    [Theory]
    [InlineData("![](https://a.example/p.png)", "<p><a href=\"https://a.example/p.png\">https://a.example/p.png</a></p>")]
    [InlineData("![a roof](https://a.example/p.png \"t\")", "<p><a href=\"https://a.example/p.png\">a roof</a></p>")]
    [InlineData("[![roof](https://a.example/p)](https://b.example)", "<p><a href=\"https://b.example\">roof</a></p>")]
    [InlineData("[](https://x.example)", "<p><a href=\"https://x.example\">https://x.example</a></p>")]
    public void A_picture_is_a_link_and_no_link_is_empty_or_within_another(string typed, string html) =>
        Assert.Equal(Chat.Html(html), Chat.Render(typed).Html);

    [Theory]
    [InlineData("https://x.example/:x:/g", "<p><a href=\"https://x.example/:x:/g\">https://x.example/:x:/g</a></p>")]
    [InlineData("[:clap: a](https://x.example)", "<p><a href=\"https://x.example\">👏 a</a></p>")]
    [InlineData(
        "<https://x.example/?a=1&b=2>",
        "<p><a href=\"https://x.example/?a=1&amp;b=2\">https://x.example/?a=1&amp;b=2</a></p>")]
    [InlineData("<ada@example.org>", "<p><a href=\"mailto:ada@example.org\">ada@example.org</a></p>")]
    public void Other_marks_leave_an_address_as_it_is(string typed, string html) =>
        Assert.Equal(Chat.Html(html), Chat.Render(typed).Html);
}
