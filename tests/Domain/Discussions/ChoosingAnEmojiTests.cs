using Xtablo.Domain.Common;
using Xtablo.Domain.Discussions;

namespace Xtablo.Domain.Tests.Discussions;

public sealed class ChoosingAnEmojiTests
{
    [Theory]
    [InlineData("👍")]
    [InlineData("👍🏽")]
    [InlineData("🎉")]
    [InlineData("👨‍👩‍👧")]
    [InlineData("🇫🇷")]
    [InlineData("🏴󠁧󠁢󠁥󠁮󠁧󠁿")]
    [InlineData("#️⃣")]
    [InlineData("*️⃣")]
    [InlineData("🧑🏻‍🤝‍🧑🏻")]
    [InlineData("👩🏻‍🤝‍👨🏿")]
    [InlineData("🫱🏻‍🫲🏿")]
    [InlineData("❤️‍🔥")]
    [InlineData("🫩")] // of Unicode 16
    [InlineData("🫪")] // of Unicode 17
    public void Any_emoji_of_the_list_is_one(string text) => Assert.Equal(text, Emoji.From(text).Value);

    [Theory]
    [InlineData("❤", "❤️")]
    [InlineData("❤️", "❤️")]
    [InlineData("#⃣", "#️⃣")]
    [InlineData("👍️", "👍")]
    [InlineData("🕵‍♂", "🕵️‍♂️")]
    [InlineData("🕵🏽‍♂", "🕵🏽‍♂️")]
    public void With_and_without_a_presentation_it_is_one_kind(string text, string kind) =>
        Assert.Equal(kind, Emoji.From(text).Value);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" 👍")]
    [InlineData("a")]
    [InlineData("1")]
    [InlineData("#")]
    [InlineData("*")]
    [InlineData("👍👍")]
    [InlineData("👍*")]
    [InlineData("🏽")] // a skin tone by itself
    [InlineData("🇫")]
    [InlineData("🎉🏽")] // no skin
    [InlineData("👩🏻‍🤝‍👨🏻")] // is 👫🏻
    [InlineData("👍\u200D👍")]
    [InlineData("\uFE0F")]
    [InlineData("\uD83D")]
    [InlineData(":tada:")]
    [InlineData("# The emoji")]
    public void Nothing_else_is(string? text) =>
        Assert.Equal("emoji.unknown", Assert.Throws<RefusedException>(() => Emoji.From(text)).Code);
}
