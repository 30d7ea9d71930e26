namespace Xtablo.Infrastructure.Tests.Markup;

/// <summary>What a builder, a developer and a teenager type in a day, as they expect to see it.</summary>
public sealed class EverydayMessagesTests
{
    [Theory]
    [MemberData(nameof(EverydayMessages.OfADay), MemberType = typeof(EverydayMessages))]
    public void A_message_is_shown_as_the_one_who_typed_it_expects(string typed, string html) =>
        Assert.Equal(Chat.Html(html), Chat.Render(typed).Html);

    [Theory]
    [InlineData("-")]
    [InlineData(">")]
    [InlineData("1.")]
    [InlineData("***")]
    [InlineData("- - -")]
    [InlineData("```")]
    [InlineData("~~~ js")]
    [InlineData("` `")]
    [InlineData("****")]
    public void What_would_show_nothing_is_shown_as_typed(string typed) =>
        Assert.Equal(Chat.Html($"<p>{typed.Replace(">", "&gt;", StringComparison.Ordinal)}</p>"), Chat.Render(typed).Html);
}
