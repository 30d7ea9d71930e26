using Moq;
using Xtablo.Application.Accounts;
using Xtablo.Domain.Accounts;

namespace Xtablo.Application.Tests.Accounts;

public sealed class SetUpTests : MakingAnAccountTests
{
    [Fact]
    public void The_command_never_prints_the_password() =>
        Assert.DoesNotContain("correct horse", $"{new SetUp("Ada", "ada@example.org", "correct horse", "a browser")}", StringComparison.Ordinal);

    [Fact]
    public async Task Who_comes_second_gets_no_answer()
    {
        AnotherWasFirst();

        Assert.Null(await MakeAsync());
    }

    [Fact]
    public async Task Who_comes_second_is_not_signed_in()
    {
        AnotherWasFirst();

        await MakeAsync();

        Assert.Empty(Desk.Started);
    }

    protected override Task<SessionId?> MakeAsync(string? name, string? email, string? password) =>
        new SetUpHandler(Desk.Accounts.Object, Desk.Sessions.Object, Desk.Clock)
            .HandleAsync(new SetUp(name, email, password, "a browser"), TestContext.Current.CancellationToken);

    private void AnotherWasFirst() => Desk.Accounts
        .Setup(accounts => accounts.TryAddFirstAsync(It.IsAny<Account>(), It.IsAny<EmailAddress>(), It.IsAny<Password>(), It.IsAny<CancellationToken>()))
        .ReturnsAsync(false);
}
