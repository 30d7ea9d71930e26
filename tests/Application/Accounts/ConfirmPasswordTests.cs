using Moq;
using Xtablo.Application.Accounts;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;

namespace Xtablo.Application.Tests.Accounts;

public class ConfirmPasswordTests
{
    private readonly SecondStep _step = new();
    private readonly SessionId _session = SessionId.New();

    [Fact]
    public async Task The_right_password_confirms_and_is_remembered_for_a_while()
    {
        Assert.Equal(_step.Ada, await HandleAsync("correct horse"));
        _step.Desk.Sessions.Verify(sessions => sessions.NoteConfirmedAsync(_session), Times.Once);
    }

    [Theory]
    [InlineData("another", "password.wrong")]
    [InlineData(null, "password.needed")]
    [InlineData("", "password.needed")]
    public async Task Anything_else_confirms_nothing(string? password, string code)
    {
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => HandleAsync(password));

        Assert.Equal((code, "Password"), (refusal.Code, refusal.Field));
        _step.Desk.Sessions.Verify(sessions => sessions.NoteConfirmedAsync(It.IsAny<SessionId>()), Times.Never);
    }

    [Fact]
    public async Task Who_has_just_signed_in_is_not_asked()
    {
        _step.Desk.Sessions.Setup(sessions => sessions.IsFreshAsync(_session, It.IsAny<CancellationToken>())).ReturnsAsync(true);

        Assert.Equal(_step.Ada, await HandleAsync(null));
        Assert.Equal("password.wrong", (await Assert.ThrowsAsync<RefusedException>(() => HandleAsync("another"))).Code); // what is typed counts
    }

    private Task<AccountId> HandleAsync(string? password) =>
        new ConfirmPasswordHandler(_step.Desk.Accounts.Object, _step.Desk.Sessions.Object)
            .HandleAsync(new ConfirmPassword(_step.Ada, _session, password), TestContext.Current.CancellationToken);
}
