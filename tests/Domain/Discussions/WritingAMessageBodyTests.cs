using Xtablo.Domain.Common;
using Xtablo.Domain.Discussions;

namespace Xtablo.Domain.Tests.Discussions;

public class WritingAMessageBodyTests
{
    [Theory]
    [InlineData(" \t\r\nHello\n\n ", "Hello")]
    [InlineData("\n\n \nHello", "Hello")]
    [InlineData("    if (x)\n        y();\n", "    if (x)\n        y();")]
    [InlineData("\n\t\tindented\nnot", "\t\tindented\nnot")]
    [InlineData("\u3000段落", "\u3000段落")]
    [InlineData(" \u2028x", " \u2028x")] // no line end
    public void Blank_lines_before_and_white_space_behind_are_cut_and_the_first_line_keeps_its_indentation(string typed, string text) =>
        Assert.Equal(text, MessageBody.From(typed).Text);

    [Fact]
    public void A_text_that_an_earlier_version_moved_to_the_left_is_the_same_when_it_is_posted_again() =>
        Assert.True(MessageBody.From("    code").HasHash(MessageBody.From("code").Hash()));

    [Fact]
    public void White_space_within_it_stays() => Assert.Equal("a  b\n\n\tc", MessageBody.From("a  b\n\n\tc").Text);

    [Theory]
    [InlineData("one\r\ntwo")]
    [InlineData("one\rtwo")]
    [InlineData("one\ntwo")]
    public void Every_line_end_is_stored_as_LF(string typed) => Assert.Equal("one\ntwo", MessageBody.From(typed).Text);

    [Theory]
    [InlineData("one\u2028two")]
    [InlineData("one\u0085two")]
    [InlineData("one\ftwo")]
    public void No_other_character_is_taken_for_a_line_end(string typed) => Assert.Equal(typed, MessageBody.From(typed).Text);

    [Fact]
    public void An_empty_line_stays_one_empty_line() => Assert.Equal("one\n\ntwo", MessageBody.From("one\r\n\r\ntwo").Text);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t\r\n ")]
    public void An_empty_one_is_refused(string? typed) => Assert.Equal("body.empty", Refusal(typed).Code);

    [Theory]
    [InlineData("\u200B")]
    [InlineData("\uFEFF")]
    [InlineData(" \u200D \u2060\n\u200C ")]
    [InlineData("\U000E0020\U000E0041")]
    public void One_of_characters_without_width_is_empty(string typed) => Assert.Equal("body.empty", Refusal(typed).Code);

    [Fact]
    public void Characters_without_width_stay_where_there_is_something_to_see() =>
        Assert.Equal("👩\u200D👧", MessageBody.From("👩\u200D👧").Text);

    [Fact]
    public void One_character_is_enough() => Assert.Equal("a", MessageBody.From("a").Text);

    [Theory]
    [InlineData("a")]
    [InlineData("é")]
    [InlineData("山")]
    [InlineData("😀")]
    public void Ten_thousand_characters_fit(string character) =>
        Assert.Equal(Times(10_000, character), MessageBody.From(Times(10_000, character)).Text);

    [Theory]
    [InlineData("a")]
    [InlineData("é")]
    [InlineData("山")]
    [InlineData("😀")]
    public void One_more_does_not(string character) =>
        Assert.Equal("body.too-long", Refusal(Times(10_001, character)).Code);

    [Fact]
    public void The_refusal_of_a_long_one_says_how_long_it_may_be_and_was() =>
        Assert.Equal([10_000, 10_001], Refusal(Times(10_001, "😀")).Arguments);

    [Fact]
    public void A_line_end_of_two_characters_counts_as_one() =>
        Assert.Equal(10_000, MessageBody.From("a" + Times(9_998, "\r\n") + "b").Text.Length);

    [Fact]
    public void White_space_that_is_cut_does_not_count() =>
        Assert.Equal(10_000, MessageBody.From(Times(500, " \n") + Times(10_000, "a") + Times(500, "\n ")).Text.Length);

    [Theory]
    [InlineData("a\0b")]
    [InlineData("\0")]
    public void NUL_is_refused(string typed) => Assert.Equal("body.unusable-character", Refusal(typed).Code);

    [Theory]
    [InlineData('\uD83D', 'a')]
    [InlineData('a', '\uDE00')]
    [InlineData('\uDE00', '\uD83D')]
    [InlineData('\uD83D', '\uD83D')]
    public void Half_a_surrogate_pair_is_refused(char first, char second) =>
        Assert.Equal("body.unusable-character", Refusal($"{first}{second}").Code);

    [Fact]
    public void Half_a_pair_after_a_whole_one_is_refused() =>
        Assert.Equal("body.unusable-character", Refusal("😀" + '\uDE00').Code);

    [Fact]
    public void Whole_pairs_stay() => Assert.Equal("a😀😀b", MessageBody.From("a😀😀b").Text);

    [Theory]
    [InlineData("")]
    [InlineData("a\0b")]
    public void A_refusal_blames_the_body(string typed) => Assert.Equal("body", Refusal(typed).Field);

    [Fact]
    public void A_refusal_of_a_long_one_blames_the_body() => Assert.Equal("body", Refusal(Times(10_001, "a")).Field);

    [Fact]
    public void The_same_text_has_the_same_hash() =>
        Assert.Equal(MessageBody.From("Hello\nAda").Hash(), MessageBody.From("\nHello\r\nAda ").Hash());

    [Theory]
    [InlineData("hello")]
    [InlineData("Hello!")]
    [InlineData("Hell\u200Bo")]
    public void Another_text_has_another_hash(string other) =>
        Assert.NotEqual(MessageBody.From("Hello").Hash(), MessageBody.From(other).Hash());

    [Fact]
    public void The_hash_is_the_SHA_256_of_the_text_in_UTF_8() =>
        Assert.Equal("4A99557E4033C3539DE2EB65472017CAD5F9557F7A0625A09F1C3F6E2BA69C4C", Convert.ToHexString(MessageBody.From("é").Hash()));

    private static RefusedException Refusal(string? typed) => Assert.Throws<RefusedException>(() => MessageBody.From(typed));

    private static string Times(int count, string text) => string.Concat(Enumerable.Repeat(text, count));
}
