using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;

namespace Xtablo.Domain.Tests.Accounts;

public class ChoosingAPasswordTests
{
    [Theory]
    [InlineData("12345678")]
    [InlineData("  eight  ")]
    [InlineData("correct horse battery staple")]
    [InlineData("pässwörd")]
    public void It_is_kept_as_typed(string typed) => Assert.Equal(typed, Password.From(typed).Text);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1234567")]
    public void A_short_one_is_refused(string? typed) => Assert.Equal("password.too-short", Refusal(typed).Code);

    [Fact]
    public void Eight_emoji_are_eight_characters() => Assert.Equal(16, Password.From(Emoji(8)).Text.Length);

    [Fact]
    public void Seven_emoji_are_not_eight_characters() => Assert.Equal("password.too-short", Refusal(Emoji(7)).Code);

    [Fact]
    public void Two_hundred_and_fifty_six_characters_fit() => Assert.Equal(256, Password.From(new string('a', 256)).Text.Length);

    [Fact]
    public void A_longer_one_is_refused() => Assert.Equal("password.too-long", Refusal(new string('a', 257)).Code);

    [Fact]
    public void The_refusal_of_a_short_one_says_how_long_it_must_be() => Assert.Equal([8], Refusal("short").Arguments);

    [Fact]
    public void The_refusal_of_a_long_one_says_how_long_it_may_be() =>
        Assert.Equal([256], Refusal(new string('a', 257)).Arguments);

    [Theory]
    [InlineData(1)]
    [InlineData(257)]
    public void A_refusal_blames_the_password(int length) => Assert.Equal("Password", Refusal(new string('a', length)).Field);

    [Fact]
    public void It_never_prints_itself() => Assert.DoesNotContain("tell nobody", $"{Password.From("tell nobody")}", StringComparison.Ordinal);

    [Theory]
    [InlineData("tell me")]
    [InlineData("tell us")]
    public void A_refusal_never_prints_it(string typed) => Assert.DoesNotContain(typed, Refusal(typed).ToString(), StringComparison.Ordinal);

    private static RefusedException Refusal(string? typed) => Assert.Throws<RefusedException>(() => Password.From(typed));

    private static string Emoji(int count) => string.Concat(Enumerable.Repeat("😀", count));
}
