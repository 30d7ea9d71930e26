using Xtablo.Application.Accounts;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;

namespace Xtablo.Application.Tests.Accounts;

public class AddAccountTests
{
    private readonly Desk _desk = new();

    [Fact]
    public async Task It_is_added_as_it_was_asked_for()
    {
        var id = await HandleAsync();

        var added = Assert.Single(_desk.Added);
        Assert.Equal((id, "ada@example.org", "correct horse"), (added.Account.Id, added.Email, added.Password));
    }

    [Fact]
    public async Task Nobody_is_signed_in_by_it()
    {
        await HandleAsync();

        Assert.Empty(_desk.Started);
    }

    [Theory]
    [InlineData("", "ada@example.org", "correct horse", "name.empty")]
    [InlineData("Ada", "ada", "correct horse", "email.invalid")]
    [InlineData("Ada", "ada@example.org", "short", "password.too-short")]
    [InlineData("Ada", "ada@example.org", null, "password.too-short")]
    public async Task The_rules_are_those_of_everyone(string name, string email, string? password, string code)
    {
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => HandleAsync(name, email, password));

        Assert.Equal(code, refusal.Code);
        Assert.Empty(_desk.Added);
    }

    [Fact]
    public void The_command_never_prints_the_password() =>
        Assert.DoesNotContain("correct horse", $"{new AddAccount("Ada", "ada@example.org", "correct horse")}", StringComparison.Ordinal);

    private Task<AccountId> HandleAsync(string name = "Ada", string email = "ada@example.org", string? password = "correct horse") =>
        new AddAccountHandler(_desk.Accounts.Object, _desk.Clock).HandleAsync(new AddAccount(name, email, password), TestContext.Current.CancellationToken);
}
