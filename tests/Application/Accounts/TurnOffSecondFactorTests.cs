using Xtablo.Application.Accounts;
using Xtablo.Domain.Common;

namespace Xtablo.Application.Tests.Accounts;

public class TurnOffSecondFactorTests
{
    private readonly SecondStep _step = new();

    [Fact]
    public async Task With_the_password_it_is_off()
    {
        await HandleAsync("correct horse");

        Assert.Null(_step.Stored);
    }

    [Theory]
    [InlineData("another")]
    [InlineData(null)]
    public async Task Without_it_it_stays_on(string? password)
    {
        Assert.Equal("password.wrong", (await Assert.ThrowsAsync<RefusedException>(() => HandleAsync(password))).Code);
        Assert.NotNull(_step.Stored);
    }

    [Fact]
    public void The_command_never_prints_the_password() =>
        Assert.Equal("TurnOffSecondFactor", $"{new TurnOffSecondFactor(_step.Ada, "correct horse")}");

    private Task HandleAsync(string? password) =>
        new TurnOffSecondFactorHandler(_step.Desk.Accounts.Object, _step.Factors.Object)
            .HandleAsync(new TurnOffSecondFactor(_step.Ada, password), TestContext.Current.CancellationToken);
}
