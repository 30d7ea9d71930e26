using Xtablo.Domain.Search;

namespace Xtablo.Domain.Tests.Search;

public sealed class FoldingTextsTests
{
    [Theory]
    [InlineData("Привет", "привет")]
    [InlineData("ΒΌΡΡΑΣ", "βόρρας")]
    [InlineData("Straße", "STRASSE")]
    [InlineData("ﬁche", "fiche")]
    [InlineData("ｶﾞｽ", "ガス")]
    [InlineData("cafe\u0301", "Café")]
    [InlineData("Crème brûlée", "creme brulee")]
    [InlineData("1\u202F250 €", "1 250 €")]
    [InlineData("İstanbul", "istanbul")]
    [InlineData("ＡＢＣ", "abc")]
    [InlineData("l’été", "l'ete")]
    [InlineData("Øre Łódź", "ore lodz")]
    [InlineData("зо\u0308лото", "золото")]
    [InlineData("Donau\u00ADdampf\u200Bschiff", "donaudampfschiff")]
    [InlineData("a \t\r\n b", "a b")]
    public void What_people_take_for_the_same_is_the_same(string one, string other) =>
        Assert.Equal(FoldedText.Of(one).Letters, FoldedText.Of(other).Letters);

    [Theory]
    [InlineData("が", "か")]
    [InlineData("\u304B\u3099", "か")] // NFD
    [InlineData("ｶﾞ", "カ")]
    [InlineData("パ", "ハ")]
    [InlineData("क़", "क")]
    public void A_mark_that_makes_another_letter_stays(string marked, string bare) =>
        Assert.NotEqual(FoldedText.Of(marked).Letters, FoldedText.Of(bare).Letters);

    [Fact]
    public void One_way_of_writing_a_japanese_letter_finds_the_other() =>
        Assert.Equal("が", FoldedText.Of("\u304B\u3099").Letters);

    [Theory]
    [InlineData("")]
    [InlineData("\0")]
    [InlineData("\uD83C")]
    [InlineData("a\uDF89b")]
    [InlineData("\uFFFE\uFFFF")]
    [InlineData("\u0301\u0301\u0301")]
    [InlineData("\u3099")]
    public void Any_input_can_be_folded(string text) => Assert.NotNull(FoldedText.Of(text).Letters);

    [Fact]
    public void Each_letter_knows_its_place_whatever_became_longer_or_shorter()
    {
        const string Text = "½ 20℃ İstanbul Weiß 🎉 end";
        var folded = FoldedText.Of(Text);

        Assert.Equal(["İst", "Weiß", "🎉", "end", "½"], ((string[])["ist", "weiss", "🎉", "end", "1"]).Select(Found));

        string Found(string letters)
        {
            var (start, end) = folded.PlaceOf(folded.Letters.IndexOf(letters, StringComparison.Ordinal), letters.Length);
            return Text[start..end];
        }
    }
}
