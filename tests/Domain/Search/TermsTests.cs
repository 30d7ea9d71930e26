using Xtablo.Domain.Search;

namespace Xtablo.Domain.Tests.Search;

public sealed class TermsTests
{
    [Fact]
    public void Words_are_terms_and_signs_without_spaces_each_and_each_two() =>
        Assert.Equal(["a", "gen", "后", "跑", "重", "重跑", "🎉"], Terms.In("重跑gen后, a 🎉").Order(StringComparer.Ordinal));

    [Fact]
    public void Korean_has_words() => Assert.Equal(["안녕하세요"], Terms.In("안녕하세요"));

    [Fact]
    public void Every_inside_of_any_word_is_found_by_an_ending_of_one_of_its_terms()
    {
        var random = new Random(1);
        foreach (var length in (int[])[1, 2, 15, 16, 17, 31, 32, 33, 47, 48, 49, 63, 64, 65, 80, 81, 200, 1000])
        {
            var word = string.Concat(Enumerable.Range(0, length).Select(_ => random.Next(8) == 0 ? "𝒶" : $"{(char)random.Next('a', 'z' + 1)}"));
            word = FoldedText.Of(word).Letters + "𐐨"; // a letter of two units that is not folded
            var endings = Terms.In(word).SelectMany(Terms.EndingsOf).ToList();

            Assert.All(endings, ending => Assert.Equal(ending, string.Concat(ending.EnumerateRunes())));
            for (var at = 0; at < word.Length; at++)
            {
                foreach (var size in (int[])[1, 2, 3, 15, 16, 17, 40, 400])
                {
                    var (start, end) = (Whole(word, at), Whole(word, Math.Min(word.Length, at + size)));
                    var probe = start == end ? default : Assert.Single(Terms.ProbesOf(word[start..end]));
                    Assert.True(start == end || endings.Exists(ending => ending.StartsWith(probe.Text, StringComparison.Ordinal)), $"{length} {at} {size}");
                }
            }
        }
    }

    [Fact]
    public void A_long_word_has_short_terms() => Assert.All(Terms.In(new string('x', 10_000)), term => Assert.InRange(term.Length, 1, Terms.LongestWord));

    [Fact]
    public void What_stands_within_a_phrase_is_whole_and_what_is_at_its_ends_need_not_be() =>
        Assert.Equal([new("lo", false), new("big", true), new("wor", false)], Terms.ProbesOf("lo big wor"));

    [Fact]
    public void Of_many_signs_each_two_are_looked_for() =>
        Assert.Equal([new("重跑", true), new("跑后", true)], Terms.ProbesOf("重跑后"));

    [Theory]
    [InlineData("**")]
    [InlineData("+-/")]
    [InlineData("")]
    public void What_has_no_term_is_looked_for_in_the_texts_alone(string letters) => Assert.Empty(Terms.ProbesOf(letters));

    private static int Whole(string text, int at) => at < text.Length && char.IsLowSurrogate(text[at]) ? at - 1 : at;
}
