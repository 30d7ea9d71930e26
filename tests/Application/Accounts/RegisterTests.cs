using Moq;
using Xtablo.Application.Accounts;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;

namespace Xtablo.Application.Tests.Accounts;

public sealed class RegisterTests : MakingAnAccountTests
{
    [Fact]
    public void The_command_never_prints_the_password() =>
        Assert.DoesNotContain("correct horse", $"{new Register("Ada", "ada@example.org", "correct horse", "a browser")}", StringComparison.Ordinal);

    [Fact]
    public async Task An_email_that_is_taken_is_refused_and_signs_nobody_in()
    {
        Desk.Accounts
            .Setup(accounts => accounts.AddAsync(It.IsAny<Account>(), It.IsAny<EmailAddress>(), It.IsAny<Password>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(new DomainException("email.taken", "Email"));

        var refusal = await Assert.ThrowsAsync<DomainException>(() => MakeAsync());

        Assert.Equal("email.taken", refusal.Code);
        Assert.Empty(Desk.Started);
    }

    protected override async Task<SessionId?> MakeAsync(string? name, string? email, string? password) =>
        await new RegisterHandler(Desk.Accounts.Object, Desk.Sessions.Object, Desk.Clock)
            .HandleAsync(new Register(name, email, password, "a browser"), TestContext.Current.CancellationToken);
}
