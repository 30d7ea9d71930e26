using Moq;
using Xtablo.Application.Accounts;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;

namespace Xtablo.Application.Tests.Accounts;

public class EnableAccountTests
{
    private readonly Mock<IAccounts> _accounts = new();

    public EnableAccountTests() =>
        _accounts.Setup(accounts => accounts.EnableAsync(EmailAddress.From("ada@example.org"), It.IsAny<CancellationToken>())).ReturnsAsync(true);

    [Theory]
    [InlineData("ada@example.org", true)]
    [InlineData("bob@example.org", false)]
    public async Task An_account_is_enabled_and_nobody_is_not(string email, bool enabled) => Assert.Equal(enabled, await HandleAsync(email));

    [Fact]
    public async Task What_is_no_email_is_refused() =>
        Assert.Equal("email.invalid", (await Assert.ThrowsAsync<RefusedException>(() => HandleAsync("ada"))).Code);

    private Task<bool> HandleAsync(string email) =>
        new EnableAccountHandler(_accounts.Object).HandleAsync(new EnableAccount(email), TestContext.Current.CancellationToken);
}
