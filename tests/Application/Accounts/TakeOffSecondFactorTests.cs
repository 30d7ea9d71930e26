using Moq;
using Xtablo.Application.Accounts;
using Xtablo.Domain.Accounts;

namespace Xtablo.Application.Tests.Accounts;

public class TakeOffSecondFactorTests
{
    private readonly SecondStep _step = new();

    public TakeOffSecondFactorTests() => _step.Desk.Accounts
        .Setup(accounts => accounts.FindByEmailAsync(EmailAddress.From("ada@example.org"), It.IsAny<CancellationToken>())).ReturnsAsync(_step.Ada);

    [Fact]
    public async Task It_is_off_and_its_owner_is_told_by_whom()
    {
        Assert.True(await HandleAsync("ada@example.org"));

        _step.Factors.Verify(factors => factors.TurnOffAsync(_step.Ada, AccountNoticeKind.SecondFactorTakenOff, It.IsAny<CancellationToken>()), Times.Once);
    }

    [Fact]
    public async Task Where_there_is_none_nothing_happens()
    {
        _step.Stored = null;

        Assert.False(await HandleAsync("ada@example.org"));
        Assert.False(await HandleAsync("bob@example.org"));
        _step.Factors.Verify(factors => factors.TurnOffAsync(It.IsAny<AccountId>(), It.IsAny<AccountNoticeKind>(), It.IsAny<CancellationToken>()), Times.Never);
    }

    private Task<bool> HandleAsync(string email) =>
        new TakeOffSecondFactorHandler(_step.Desk.Accounts.Object, _step.Factors.Object)
            .HandleAsync(new TakeOffSecondFactor(email), TestContext.Current.CancellationToken);
}
