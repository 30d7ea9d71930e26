using Moq;
using Xtablo.Application.Accounts;
using Xtablo.Application.Tests.Common;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;

namespace Xtablo.Application.Tests.Accounts;

public class SetUpTests
{
    private static readonly SetUp Command = new(" Ada ", " ada@example.org ", "correct horse", "a browser");
    private readonly Desk _desk = new();

    public static TheoryData<SetUp, string> Wrong => new()
    {
        { Command with { Name = null }, "name.empty" },
        { Command with { Name = "A\nda" }, "name.unusable-character" },
        { Command with { Email = null }, "email.invalid" },
        { Command with { Email = "ada" }, "email.invalid" },
        { Command with { Password = null }, "password.too-short" },
        { Command with { Password = "short" }, "password.too-short" },
    };

    [Fact]
    public async Task The_account_has_the_name_that_was_given()
    {
        await HandleAsync(Command);

        Assert.Equal("Ada", Assert.Single(_desk.Added).Account.Name.Value);
    }

    [Fact]
    public async Task The_account_was_made_at_the_time_of_the_clock()
    {
        await HandleAsync(Command);

        Assert.Equal(Moment.Kept, Assert.Single(_desk.Added).Account.CreatedAt);
    }

    [Fact]
    public async Task The_account_signs_in_with_what_was_given()
    {
        await HandleAsync(Command);

        var (_, email, password) = Assert.Single(_desk.Added);
        Assert.Equal(("ada@example.org", "correct horse"), (email, password));
    }

    [Fact]
    public async Task The_new_account_is_signed_in_on_that_device()
    {
        await HandleAsync(Command);

        Assert.Equal([(Assert.Single(_desk.Added).Account.Id, "a browser")], _desk.Started);
    }

    [Fact]
    public void The_command_never_prints_the_password() => Assert.DoesNotContain("correct horse", $"{Command}", StringComparison.Ordinal);

    [Fact]
    public async Task The_answer_is_the_session() => Assert.Equal(_desk.Session, await HandleAsync(Command));

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_wrong_field_is_refused(SetUp command, string code)
    {
        var refusal = await Assert.ThrowsAsync<DomainException>(() => HandleAsync(command));

        Assert.Equal(code, refusal.Code);
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_wrong_field_leaves_no_account(SetUp command, string code)
    {
        Assert.Equal(code, (await Assert.ThrowsAsync<DomainException>(() => HandleAsync(command))).Code);

        Assert.Empty(_desk.Added);
    }

    [Fact]
    public async Task Who_comes_second_gets_no_answer()
    {
        AnotherWasFirst();

        Assert.Null(await HandleAsync(Command));
    }

    [Fact]
    public async Task Who_comes_second_is_not_signed_in()
    {
        AnotherWasFirst();

        await HandleAsync(Command);

        Assert.Empty(_desk.Started);
    }

    private void AnotherWasFirst() => _desk.Accounts
        .Setup(accounts => accounts.TryAddFirstAsync(It.IsAny<Account>(), It.IsAny<EmailAddress>(), It.IsAny<Password>(), It.IsAny<CancellationToken>()))
        .ReturnsAsync(false);

    private Task<SessionId?> HandleAsync(SetUp command) =>
        new SetUpHandler(_desk.Accounts.Object, _desk.Sessions.Object, _desk.Clock).HandleAsync(command, TestContext.Current.CancellationToken);
}
