using Xtablo.Domain.Discussions;

namespace Xtablo.Domain.Tests.Discussions;

public sealed class EmojiAloneTests
{
    [Theory]
    [InlineData("🎉")]
    [InlineData("👍🏽👍🏽👍🏽")]
    [InlineData("👨‍👩‍👧 🇫🇷 ❤")]
    [InlineData("🏴󠁧󠁢󠁥󠁮󠁧󠁿🏴󠁧󠁢󠁥󠁮󠁧󠁿🏴󠁧󠁢󠁥󠁮󠁧󠁿")]
    [InlineData("👩🏻‍❤️‍💋‍👨🏿👩🏻‍❤️‍💋‍👨🏿👩🏻‍❤️‍💋‍👨🏿")]
    public void One_to_three_emoji_are_shown_large(string text) => Assert.True(EmojiAlone.In($"<p dir=\"auto\">{text}</p>"));

    [Theory]
    [InlineData("🎉🎉🎉🎉")]
    [InlineData("ok 🎉")]
    [InlineData("🎉!")]
    [InlineData("<strong>🎉</strong>")]
    [InlineData("🎉<br>🎉")]
    [InlineData("7")]
    [InlineData("")]
    public void Whatever_else_is_not(string text) => Assert.False(EmojiAlone.In($"<p dir=\"auto\">{text}</p>"));

    [Theory]
    [InlineData("<ul dir=\"auto\"><li dir=\"auto\">🎉</li></ul>")]
    [InlineData("<p dir=\"auto\">🎉</p><p dir=\"auto\">🎉</p>")]
    [InlineData("🎉")]
    [InlineData("")]
    public void Nor_are_emoji_in_anything_but_a_paragraph(string html) => Assert.False(EmojiAlone.In(html));
}
