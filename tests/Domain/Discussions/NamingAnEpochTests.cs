using Xtablo.Domain.Discussions;

namespace Xtablo.Domain.Tests.Discussions;

public class NamingAnEpochTests
{
    [Fact]
    public void A_new_one_is_eight_characters_of_digits_and_small_letters() =>
        Assert.Matches("^[0-9a-z]{8}$", Epoch.New().Value);

    [Fact]
    public void No_two_new_ones_are_the_same() => Assert.NotEqual(Epoch.New(), Epoch.New());

    [Theory]
    [InlineData("00000000")]
    [InlineData("k3x9q0za")]
    public void It_is_kept_as_written(string value) => Assert.Equal(value, new Epoch(value).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("k3x9q0z")]
    [InlineData("k3x9q0zab")]
    [InlineData("K3x9q0za")]
    [InlineData("k3x9.0za")]
    [InlineData("k3x9 0za")]
    [InlineData("k3x9é0za")]
    [InlineData("k3x9٣0za")]
    public void Anything_else_is_a_bug(string value) => Assert.Throws<ArgumentException>(() => new Epoch(value));

    [Fact]
    public void None_prints_as_nothing() => Assert.Equal("", default(Epoch).ToString());
}
