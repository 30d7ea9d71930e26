using Xtablo.Domain.Text;

namespace Xtablo.Domain.Tests.Text;

public class SecretTests
{
    [Fact]
    public void It_is_128_bits_that_need_no_escaping()
    {
        var texts = Enumerable.Range(0, 1000).Select(_ => Secret.New().Text).ToList();

        Assert.All(texts, text => Assert.Matches("^[A-Za-z0-9_-]{22}$", text));
        Assert.Equal(1000, texts.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Read_again_it_has_the_same_hash()
    {
        var secret = Secret.New();

        Assert.Equal(secret.Hash(), Secret.TryParse(secret.Text)!.Hash());
        Assert.NotEqual(secret.Hash(), Secret.New().Hash());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAA/")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAA ")]
    public void What_cannot_be_one_is_none(string? text) => Assert.Null(Secret.TryParse(text));

    [Fact]
    public void It_never_prints_itself()
    {
        var secret = Secret.New();

        Assert.DoesNotContain(secret.Text, $"{secret}", StringComparison.Ordinal);
    }
}
