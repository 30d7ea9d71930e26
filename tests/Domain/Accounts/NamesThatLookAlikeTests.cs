using Xtablo.Domain.Accounts;
using Xtablo.Domain.Tablos;

namespace Xtablo.Domain.Tests.Accounts;

public class NamesThatLookAlikeTests
{
    [Theory]
    [InlineData("Ada", "\u0410d\u0430")] // Cyrillic А and а
    [InlineData("Paco", "\u0420\u0430\u0441\u043E")]
    [InlineData("HOMER", "\u0397\u039F\u039C\u0395R")] // Greek Η, Ο, Μ, Ε
    [InlineData("ada", "\u0410DA")]
    [InlineData("Bob", "\u0412ob")]
    [InlineData("\u0420\u0430\u0441\u043E", "Pac\u043E")]
    [InlineData("Alice", "AIice")] // a capital I
    [InlineData("Alice", "A1ice")]
    [InlineData("Otto", "0tto")]
    [InlineData("Ada", "A\u200Dda")] // a joiner that joins nothing
    [InlineData("Ada", "Ada\uFE0F")]
    public void Letters_of_another_alphabet_make_a_look_alike(string name, string other)
    {
        Assert.True(DisplayName.From(name).LooksLike(DisplayName.From(other)));
        Assert.True(DisplayName.From(other).LooksLike(DisplayName.From(name)));
    }

    [Theory]
    [InlineData("Ada", "Ada")]
    [InlineData("Ada", "ADA")]
    [InlineData("Ada", "\uFF21\uFF44\uFF41")] // full width: another way of writing the same
    [InlineData("Anna", "Hanna")]
    [InlineData("Ian", "Lan")]
    [InlineData("\u0410\u043D\u043D\u0430", "Anna")] // Анна: н is no n
    [InlineData("Zo\u00EB", "Zoe")]
    [InlineData("山田", "山本")]
    public void The_same_name_and_another_one_are_none(string name, string other) =>
        Assert.False(DisplayName.From(name).LooksLike(DisplayName.From(other)));

    [Theory]
    [InlineData("A\u200Bda")]
    [InlineData("Ad\u00ADa")]
    [InlineData("\uFEFFAda\u2060")]
    [InlineData("A\u200Eda\u200F")]
    [InlineData("Ada\u200B ")]
    public void What_is_not_seen_in_a_name_is_not_in_it(string typed)
    {
        Assert.Equal("Ada", DisplayName.From(typed).Value);
        Assert.Equal("Ada", TabloName.From(typed).Value);
    }

    [Theory]
    [InlineData("👩\u200D👧")]
    [InlineData("می\u200Cخواهم")]
    public void Joiners_stay_for_there_are_words_and_emoji_that_need_them(string name) => Assert.Equal(name, DisplayName.From(name).Value);

    [Theory]
    [InlineData("ADA", "ꓮꓓꓮ")]
    [InlineData("PETE", "ᏢᎬᎢᎬ")]
    [InlineData("NONO", "ⲚⲞⲚⲞ")]
    [InlineData("sou", "ՏՕՍ")]
    public void Whole_names_of_other_alphabets_read_like_latin_ones(string latin, string other) =>
        Assert.True(DisplayName.From(latin).ReadsLike(DisplayName.From(other)));
}
