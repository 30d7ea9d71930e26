using Moq;
using Xtablo.Application.Accounts;
using Xtablo.Application.Members;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;
using Xtablo.Domain.Discussions;

namespace Xtablo.Application.Tests.Accounts;

public sealed class RegisterTests : MakingAnAccountTests
{
    [Fact]
    public void The_command_never_prints_its_secrets() => Assert.Equal(
        "Register", $"{new Register("Ada", "ada@example.org", "correct horse", "a browser", "a secret")}");

    [Fact]
    public async Task An_email_that_is_taken_is_refused_and_signs_nobody_in()
    {
        Desk.Accounts
            .Setup(accounts => accounts.AddAsync(It.IsAny<Account>(), It.IsAny<EmailAddress>(), It.IsAny<Password>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(new RefusedException("email.taken", "Email"));

        var refusal = await Assert.ThrowsAsync<RefusedException>(() => MakeAsync());

        Assert.Equal("email.taken", refusal.Code);
        Assert.Empty(Desk.Started);
    }

    protected override async Task<SessionId?> MakeAsync(string? name, string? email, string? password)
    {
        var handler = new RegisterHandler(Desk.Accounts.Object, Desk.Sessions.Object, Mock.Of<IMemberReader>(), Mock.Of<IDiscussions>(), Desk.Clock);
        var registered = await handler.HandleAsync(new Register(name, email, password, "a browser", Invitation: null), TestContext.Current.CancellationToken);
        return registered.Session;
    }
}
