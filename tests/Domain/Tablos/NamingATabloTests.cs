using Xtablo.Domain.Common;
using Xtablo.Domain.Tablos;

namespace Xtablo.Domain.Tests.Tablos;

public class NamingATabloTests
{
    [Fact]
    public void Spaces_around_the_name_are_cut() => Assert.Equal("Garden", TabloName.From(" Garden\r\n").Value);

    [Fact]
    public void The_name_is_composed() => Assert.Equal("Caf\u00E9", TabloName.From("Cafe\u0301").Value);

    [Fact]
    public void It_prints_as_its_value() => Assert.Equal("Garden", TabloName.From("Garden").ToString());

    [Fact]
    public void A_hundred_emoji_fit() => Assert.Equal(200, TabloName.From(Emoji(100)).Value.Length);

    [Fact]
    public void A_longer_one_is_refused() => Assert.Equal("tablo-name.too-long", Refusal(Emoji(101)).Code);

    [Fact]
    public void The_refusal_of_a_long_one_says_how_long_it_may_be_and_was() =>
        Assert.Equal([100, 101], Refusal(Emoji(101)).Arguments);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \n")]
    [InlineData("\u200B")]
    public void One_that_shows_nothing_is_refused(string? name) => Assert.Equal("tablo-name.empty", Refusal(name).Code);

    [Theory]
    [InlineData('\n')]
    [InlineData('\u2028')]
    [InlineData('\u202E')]
    [InlineData('\u2067')]
    [InlineData('\0')]
    [InlineData('\uFFFE')]
    [InlineData('\uD83D')]
    public void One_with_an_unusable_character_is_refused(char unusable) =>
        Assert.Equal("tablo-name.unusable-character", Refusal($"Gar{unusable}den").Code);

    [Fact]
    public void A_refusal_blames_the_name() => Assert.Equal("Name", Refusal("").Field);

    private static RefusedException Refusal(string? name) => Assert.Throws<RefusedException>(() => TabloName.From(name));

    private static string Emoji(int count) => string.Concat(Enumerable.Repeat("😀", count));
}
