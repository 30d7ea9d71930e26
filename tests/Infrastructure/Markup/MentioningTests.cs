using Xtablo.Domain.Discussions;

namespace Xtablo.Infrastructure.Tests.Markup;

public sealed class MentioningTests
{
    [Theory]
    [InlineData("@Ada hi", "<span 1>@Ada</span> hi")]
    [InlineData("@ADA Roy hi", "<span 2>@ADA Roy</span> hi")]
    [InlineData("@Mike O'Connor", "<span 4>@Mike O'Connor</span>")]
    [InlineData("@Mike\u00A0OʻConnor.", "<span 4>@Mike\u00A0OʻConnor</span>.")]
    [InlineData("@Mike O'Conn", "<span 3>@Mike</span> O'Conn")]
    [InlineData("@zoe, @Zoe\u0301!", "<span 9>@zoe</span>, <span 9>@Zoe\u0301</span>!")]
    [InlineData("@José (2) ok", "<span 10>@José (2)</span> ok")]
    [InlineData("@田中お願いします", "<span 5>@田中</span>お願いします")]
    [InlineData("交给@Ada处理", "交给<span 1>@Ada</span>处理")]
    [InlineData("@민수님 안녕", "<span 11>@민수</span>님 안녕")]
    [InlineData("@_ada_ *hi*", "<span 6>@_ada_</span> <em>hi</em>")]
    [InlineData("@C* *and* @A [x]", "<span 7>@C*</span> <em>and</em> <span 8>@A [x]</span>")]
    [InlineData("**@Ada**, (@Ada) @Ada's \"@Ada\" @Ada:", "<strong><span 1>@Ada</span></strong>, (<span 1>@Ada</span>) "
        + "<span 1>@Ada</span>'s &quot;<span 1>@Ada</span>&quot; <span 1>@Ada</span>:")]
    [InlineData("@Mike/@Ada 👍@Ada", "<span 3>@Mike</span>/<span 1>@Ada</span> 👍<span 1>@Ada</span>")]
    [InlineData("@مريم hello (1).", "<span 12>@مريم</span> hello (1).")]
    public void A_name_is_found_as_it_is_read(string typed, string html) =>
        Assert.Equal(Chat.Html($"<p>{html}</p>"), Chat.Render(typed).Html);

    [Theory]
    [InlineData("josé@ada.fr")]
    [InlineData("x_@ada y-@ada z+@ada")]
    [InlineData("@Adam @Ada2 @Ada_x @ada.fr @Ada-Marie @Ada@x")]
    [InlineData("github.example/@ada \\@Ada @@Ada @ Ada @")]
    [InlineData("@allô @all-hands x@all")]
    public void What_is_part_of_a_word_or_an_address_is_no_mention(string typed)
    {
        var text = Chat.Render(typed);

        Assert.Equal(Chat.Html($"<p>{typed}</p>"), text.Html);
        Assert.Empty(text.Mentions);
        Assert.False(text.MentionsAll);
    }

    [Theory]
    [InlineData("`@Ada`")]
    [InlineData("```\n@Ada @all\n```")]
    [InlineData("https://a.example/@Ada")]
    [InlineData("[@Ada @all](https://a.example)")]
    [InlineData("<ada@ada.example>")]
    public void In_code_and_links_nobody_is_mentioned(string typed)
    {
        var text = Chat.Render(typed);

        Assert.DoesNotContain("<span", text.Html, StringComparison.Ordinal);
        Assert.Empty(text.Mentions);
        Assert.False(text.MentionsAll);
    }

    [Theory]
    [InlineData("> @Ada can you?\nyes", "<blockquote><p><span 1>@Ada</span> can you?</p></blockquote><p>yes</p>")]
    [InlineData("> @all lunch\nno", "<blockquote><p><span all>@all</span> lunch</p></blockquote><p>no</p>")]
    [InlineData("> - @Ada\n\nno", "<blockquote><ul><li><span 1>@Ada</span></li></ul></blockquote><p>no</p>")]
    public void Who_is_quoted_is_shown_and_not_called_again(string typed, string html)
    {
        var text = Chat.Render(typed);

        Assert.Equal(Chat.Html(html), text.Html);
        Assert.Empty(text.Mentions);
        Assert.False(text.MentionsAll);
    }

    [Fact]
    public void Each_is_called_once_in_the_order_of_the_text() =>
        Assert.Equal(["Zoé", "Ada"], Chat.Called(Chat.Render("@zoe @Ada\n> @Mike\n\n- @Zoé @ada")));

    [Theory]
    [InlineData("@all")]
    [InlineData("brb @All.")]
    [InlineData("**@ALL**")]
    public void All_calls_everyone_and_no_account(string typed)
    {
        var text = Chat.Markup.Render(typed, [.. Chat.Members, Chat.Member("all", 99)], []);

        Assert.True(text.MentionsAll);
        Assert.Empty(text.Mentions);
        Assert.Contains("data-account=\"all\"", text.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void In_a_text_shown_as_typed_mentions_call()
    {
        var text = Chat.Render(new string('[', 500) + "\n@_ada_ and @all x@ada.fr");

        var html = Chat.Html("<br><span 6>@_ada_</span> and <span all>@all</span> x@ada.fr</p>");
        Assert.EndsWith(html, text.Html, StringComparison.Ordinal);
        Assert.Equal(["_ada_"], Chat.Called(text));
        Assert.True(text.MentionsAll);
    }

    [Fact]
    public void Who_was_mentioned_stays_mentioned_after_another_took_the_name()
    {
        Mention first = new(Chat.Account(1), "Ada");

        var text = Chat.Markup.Render("@ada hello", [Chat.Member("Ada King", 1), Chat.Member("Ada", 2)], [first]);

        Assert.Equal(Chat.Html("<p><span 1>@ada</span> hello</p>"), text.Html);
        Assert.Equal([first], text.Mentions);
    }

    [Fact]
    public void Who_has_left_stays_mentioned()
    {
        var text = Chat.Markup.Render("@Ada, @Zoé", [Chat.Member("Zoé", 9)], [new(Chat.Account(1), "Ada")]);

        Assert.Equal(["Ada", "Zoé"], Chat.Called(text));
    }

    [Fact]
    public void A_longer_name_is_found_before_one_that_was_mentioned_before() =>
        Assert.Equal(
            ["Ada Roy", "Ada"], Chat.Called(Chat.Markup.Render("@Ada Roy, @Ada", Chat.Members, [new(Chat.Account(1), "Ada")])));

    [Theory]
    [InlineData("\uFFFE")]
    [InlineData("\U0001F469\u200D\U0001F467")]
    [InlineData("ﬁ")]
    [InlineData("İ")]
    [InlineData("½ | *")]
    [InlineData("x\u0301\u0302")]
    public void A_name_of_strange_characters_is_found(string name) =>
        Assert.Equal([name], Chat.Called(Chat.Markup.Render($"hi @{name}, all", [Chat.Member(name, 1)], [])));

    [Theory]
    [InlineData("\u0301")]
    [InlineData("\u200B")]
    public void A_name_that_nobody_could_read_is_never_found(string name) =>
        Assert.Empty(Chat.Called(Chat.Markup.Render($"@{name} @ @{name}", [Chat.Member(name, 1)], [])));
}
