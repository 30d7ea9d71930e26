using Xtablo.Domain.Accounts;

namespace Xtablo.Domain.Tests.Accounts;

public class WrongCodesTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(4, 0)]
    [InlineData(5, 1)]
    [InlineData(6, 2)]
    [InlineData(7, 4)]
    [InlineData(10, 32)]
    [InlineData(11, 60)]
    [InlineData(100_000, 60)]
    public void The_wait_grows_from_the_fifth_on_up_to_an_hour(int inARow, int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), WrongCodes.WaitAfter(inARow));

    [Theory]
    [InlineData(0, false)]
    [InlineData(4, false)]
    [InlineData(5, true)]
    [InlineData(6, false)]
    [InlineData(10, true)]
    public void The_owner_hears_of_each_fifth(int inARow, bool told) => Assert.Equal(told, WrongCodes.AreWorthTelling(inARow));
}
