using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;

namespace Xtablo.Domain.Tests.Accounts;

public class ChoosingADisplayNameTests
{
    [Theory]
    [InlineData("Ada Lovelace")]
    [InlineData("Ludwig van Beethoven")]
    [InlineData("山田")]
    [InlineData("O'Neil-Smith 3")]
    public void A_name_is_kept_as_typed(string name) => Assert.Equal(name, DisplayName.From(name).Value);

    [Theory]
    [InlineData("all")]
    [InlineData("All")]
    [InlineData("АLL")] // its first letter is Cyrillic
    public void Nobody_takes_the_name_that_calls_everybody(string name) =>
        Assert.Contains(Assert.Throws<RefusedException>(() => DisplayName.Chosen(name)).Code, (string[])["name.reserved", "name.alphabets"]);

    [Fact]
    public void A_name_that_only_begins_so_is_taken() => Assert.Equal("Allan", DisplayName.Chosen("Allan").Value);

    [Fact]
    public void Spaces_around_it_are_cut() => Assert.Equal("Ada", DisplayName.From("  Ada\t\n").Value);

    [Fact]
    public void It_is_composed() => Assert.Equal("Zo\u00EB", DisplayName.From("Zoe\u0308").Value);

    [Fact]
    public void Two_ways_of_typing_the_same_name_are_the_same_name() =>
        Assert.Equal(DisplayName.From("Zo\u00EB"), DisplayName.From("Zoe\u0308"));

    [Fact]
    public void It_prints_as_its_value() => Assert.Equal("Ada", DisplayName.From("Ada").ToString());

    [Fact]
    public void Sixty_letters_fit() => Assert.Equal(60, DisplayName.From(new string('a', 60)).Value.Length);

    [Fact]
    public void Sixty_emoji_fit() => Assert.Equal(120, DisplayName.From(Emoji(60)).Value.Length);

    [Fact]
    public void Sixty_letters_with_accents_typed_apart_fit() =>
        Assert.Equal(60, DisplayName.From(string.Concat(Enumerable.Repeat("e\u0308", 60))).Value.Length);

    [Theory]
    [InlineData(61)]
    [InlineData(1_000)]
    public void A_longer_one_is_refused(int length)
    {
        var refusal = Refusal(Emoji(length));

        Assert.Equal("name.too-long", refusal.Code);
    }

    [Fact]
    public void The_refusal_of_a_long_one_says_how_long_it_may_be_and_was() =>
        Assert.Equal([60, 61], Refusal(new string('a', 61)).Arguments);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t\r\n ")]
    [InlineData("\u200B\u200D\uFEFF")]
    [InlineData("\u202E")]
    public void One_that_shows_nothing_is_refused(string? name) => Assert.Equal("name.empty", Refusal(name).Code);

    [Theory]
    [InlineData("A\nda")]
    [InlineData("A\rda")]
    [InlineData("A\tda")]
    [InlineData("A\u001Bda")]
    [InlineData("A\u007Fda")]
    [InlineData("A\u0085da")]
    [InlineData("A\u2028da")]
    [InlineData("A\u2029da")]
    public void One_with_a_control_character_is_refused(string name) =>
        Assert.Equal("name.unusable-character", Refusal(name).Code);

    [Theory]
    [InlineData('\u202A')]
    [InlineData('\u202C')]
    [InlineData('\u202E')]
    [InlineData('\u2066')]
    [InlineData('\u2069')]
    public void One_that_turns_the_writing_round_is_refused(char turn) =>
        Assert.Equal("name.unusable-character", Refusal($"Ada{turn}nimdA").Code);

    [Theory]
    [InlineData('\0')]
    [InlineData('\uFFFE')]
    [InlineData('\uD83D')]
    [InlineData('\uDE00')]
    public void One_that_cannot_be_stored_is_refused(char unusable) =>
        Assert.Equal("name.unusable-character", Refusal($"A{unusable}da").Code);

    [Theory]
    [InlineData("")]
    [InlineData("A\nda")]
    [InlineData("A\0da")]
    [InlineData("1234567890123456789012345678901234567890123456789012345678901")]
    public void A_refusal_blames_the_name(string name) => Assert.Equal("Name", Refusal(name).Field);

    private static RefusedException Refusal(string? name) => Assert.Throws<RefusedException>(() => DisplayName.From(name));

    private static string Emoji(int count) => string.Concat(Enumerable.Repeat("😀", count));

    [Theory]
    [InlineData("Adд")] // Cyrillic, and like no Latin letter
    [InlineData("Adδ")]
    [InlineData("Ада Lovelace")]
    [InlineData("Ж Ψ")]
    public void A_name_in_several_alphabets_that_look_alike_is_refused(string name) =>
        Assert.Equal("name.alphabets", Assert.Throws<RefusedException>(() => DisplayName.Chosen(name)).Code);

    [Theory]
    [InlineData("Ада Лавлейс")]
    [InlineData("Άδα")]
    [InlineData("山田 Taro")]
    [InlineData("أحمد Ahmed")]
    [InlineData("Zoë Ångström 3")]
    [InlineData("Ａｄａ")]
    [InlineData("Аda")] // known to be an A, so it is told apart
    public void Any_one_of_them_is_good_beside_scripts_that_are_drawn_like_none(string name) =>
        Assert.Equal(name, DisplayName.Chosen(name).Value);

    [Fact]
    public void Who_has_such_a_name_from_before_may_keep_it() =>
        Assert.Equal("Adд", DisplayName.Chosen("Adд", DisplayName.FromStored("Adд")).Value);
}
