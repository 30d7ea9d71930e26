using Xtablo.Application.Accounts;
using Xtablo.Domain.Accounts;

namespace Xtablo.Application.Tests.Accounts;

public class RemovePasskeyTests
{
    private readonly PasskeyDesk _desk = new();

    [Fact]
    public async Task Ones_own_is_removed_by_its_key() => Assert.True(await HandleAsync(_desk.Ada, _desk.Passkey.Key));

    [Theory]
    [InlineData("00")]
    [InlineData(null)]
    public async Task One_that_is_not_there_is_not_found(string? key) => Assert.False(await HandleAsync(_desk.Ada, key));

    [Fact]
    public async Task Nobody_removes_that_of_another() => Assert.False(await HandleAsync(AccountId.New(), _desk.Passkey.Key));

    private Task<bool> HandleAsync(AccountId account, string? key) =>
        new RemovePasskeyHandler(_desk.Passkeys.Object)
            .HandleAsync(new RemovePasskey(account, key), TestContext.Current.CancellationToken);
}
