using Xtablo.Application.Accounts;
using Xtablo.Domain.Common;

namespace Xtablo.Application.Tests.Accounts;

public class AddPasskeyTests
{
    private readonly PasskeyDesk _desk = new();

    [Fact]
    public async Task With_the_password_and_the_answer_of_the_device_it_is_there_under_its_name()
    {
        var key = await HandleAsync("correct horse", "  My phone ", _desk.Right);

        Assert.Equal(_desk.Passkey with { Name = "My phone" }, Assert.Single(_desk.Added));
        Assert.Equal(_desk.Passkey.Key, key);
    }

    [Theory]
    [InlineData("another", "My phone", true, "password.wrong")]
    [InlineData(null, "My phone", true, "password.wrong")]
    [InlineData("correct horse", "My phone", false, "passkey.not-added")]
    [InlineData("correct horse", " ", true, "name.empty")]
    public async Task Without_each_of_them_none_is_added(string? password, string name, bool answer, string broken)
    {
        var refusal = await Assert.ThrowsAsync<RefusedException>(() =>
            HandleAsync(password, name, answer ? _desk.Right : _desk.Wrong));

        Assert.Equal(broken, refusal.Code);
        Assert.Empty(_desk.Added);
    }

    [Fact]
    public async Task A_wrong_password_leaves_the_answer_for_another_try() // it is good once
    {
        await Assert.ThrowsAsync<RefusedException>(() => HandleAsync("another", "My phone", _desk.Right));

        Assert.Empty(_desk.Ceremony.Invocations);
    }

    [Fact]
    public void The_command_never_prints_the_password() =>
        Assert.Equal("AddPasskey", $"{new AddPasskey(_desk.Ada, "correct horse", "My phone", _desk.Right)}");

    private Task<string> HandleAsync(string? password, string name, PasskeyAnswer answer) =>
        new AddPasskeyHandler(_desk.Desk.Accounts.Object, _desk.Ceremony.Object, _desk.Passkeys.Object)
            .HandleAsync(new AddPasskey(_desk.Ada, password, name, answer), TestContext.Current.CancellationToken);
}
