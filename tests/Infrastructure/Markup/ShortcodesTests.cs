namespace Xtablo.Infrastructure.Tests.Markup;

public sealed class ShortcodesTests
{
    [Theory]
    [InlineData(":tada:", "🎉")]
    [InlineData("ok :thumbsup:, :fire::100:!", "ok 👍, 🔥💯!")]
    [InlineData("**:+1:** (:heart:)", "<strong>👍</strong> (❤️)")]
    [InlineData("次は:tada:です", "次は🎉です")]
    public void The_name_of_an_emoji_becomes_the_emoji(string typed, string html) =>
        Assert.Equal(Chat.Html($"<p>{html}</p>"), Chat.Render(typed).Html);

    [Theory]
    [InlineData("10:30:45, ratio 1:100:5")]
    [InlineData("std::v::x, a ::v:: b")]
    [InlineData("été:fire: :fire:x")]
    [InlineData(":D :-p :) :notanemoji: :: :")]
    public void What_only_looks_like_one_stays_as_it_is(string typed) =>
        Assert.Equal(Chat.Html($"<p>{typed}</p>"), Chat.Render(typed).Html);

    [Fact]
    public void In_code_it_stays_a_name() => Assert.Equal(Chat.Html("<p><code>:tada:</code></p>"), Chat.Render("`:tada:`").Html);
}
