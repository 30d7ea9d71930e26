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

    [Fact]
    public void An_accent_is_one_character_however_it_was_typed() =>
        Assert.Equal(Password.From("p\u00E4ssw\u00F6rd").Text, Password.From("pa\u0308sswo\u0308rd").Text);

    [Theory]
    [InlineData("half an emoji: \uD83D")]
    [InlineData("no character: \uFFFE")]
    public void What_has_no_composed_form_is_kept_as_typed(string typed) => Assert.Equal(typed, Password.From(typed).Text);

    [Theory]
    [InlineData("password")]
    [InlineData("Password1!")]
    [InlineData("P4$$w0rd")]
    [InlineData("12345678")]
    [InlineData("87654321")]
    [InlineData("11111111")]
    [InlineData("qwertyuiop")]
    [InlineData("1q2w3e4r")]
    [InlineData("zaq12wsx")]
    [InlineData("azerty123")]
    [InlineData("abcd1234")]
    [InlineData("iloveyou")]
    [InlineData("Sunshine2024")]
    [InlineData("trustno1")]
    [InlineData("motdepasse")]
    [InlineData("princess")]
    [InlineData("asdfasdf")]
    [InlineData("6969696969")]
    [InlineData("19081985")]
    [InlineData("letmein!!")]
    [InlineData("xtablo-tablo")]
    [InlineData("football1")]
    [InlineData("welcome123")]
    [InlineData("MICHELLE")]
    [InlineData("dragonmonkey")]
    [InlineData("ａｄｍｉｎ１２３")]
    public void One_that_is_guessed_first_is_refused(string typed) => Assert.Equal("password.common", Chosen(typed).Code);

    [Theory]
    [InlineData("Ada Lovelace")]
    [InlineData("adalovelace1")]
    [InlineData("lovelace1815")]
    [InlineData("countess@example.org")]
    [InlineData("COUNTESS!")]
    [InlineData("c0unte55.example")]
    public void One_of_the_persons_own_words_is_refused(string typed) => Assert.Equal("password.own-words", Chosen(typed).Code);

    [Theory]
    [InlineData("correct horse")]
    [InlineData("a good password")]
    [InlineData("another horse")]
    [InlineData("k7#vQ2!mZx")]
    [InlineData("jfkd kdjf slqo")]
    [InlineData("three blind mice ran")]
    [InlineData("football monkey sunshine tulip")]
    [InlineData("Ada has two cats and a dog")]
    [InlineData("73918264")]
    [InlineData("密码是我的猫的名字")]
    public void A_sentence_is_not(string typed) => Assert.Equal(typed, Password.Chosen(typed, "Ada Lovelace", "countess@example.org").Text);

    private static RefusedException Chosen(string typed) =>
        Assert.Throws<RefusedException>(() => Password.Chosen(typed, "Ada Lovelace", "countess@example.org"));

    private static RefusedException Refusal(string? typed) => Assert.Throws<RefusedException>(() => Password.From(typed));

    private static string Emoji(int count) => string.Concat(Enumerable.Repeat("😀", count));
}
