using Moq;
using Xtablo.Application.Accounts;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;

namespace Xtablo.Application.Tests.Accounts;

public class SignInWithCodeTests
{
    private readonly SecondStep _step = new();

    [Fact]
    public async Task The_right_code_starts_a_session_and_is_used_up()
    {
        var code = _step.Code;

        Assert.Equal(_step.Desk.Session, await HandleAsync(code));
        Assert.Equal("code.wrong", (await Assert.ThrowsAsync<RefusedException>(() => HandleAsync(code))).Code);
        Assert.Single(_step.Desk.Started);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("000000")]
    public async Task A_wrong_code_starts_none(string? code)
    {
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => HandleAsync(code));

        Assert.Equal(("code.wrong", "Code"), (refusal.Code, refusal.Field));
        Assert.Empty(_step.Desk.Started);
    }

    [Fact]
    public async Task A_code_that_someone_else_used_at_the_same_moment_starts_none()
    {
        var read = _step.Stored!;
        _step.Factors.Setup(factors => factors.FindAsync(_step.Ada, It.IsAny<CancellationToken>())).ReturnsAsync(read);
        await HandleAsync(_step.Code); // both have read the same

        await Assert.ThrowsAsync<RefusedException>(() => HandleAsync(_step.Code));
        Assert.Single(_step.Desk.Started);
    }

    [Fact]
    public async Task After_the_password_was_changed_or_the_second_factor_taken_off_it_begins_anew()
    {
        var code = _step.Code;

        Assert.Equal("sign-in.over", (await Assert.ThrowsAsync<RefusedException>(() => HandleAsync(code, "an older stamp"))).Code);
        _step.Stored = null;
        Assert.Equal("sign-in.over", (await Assert.ThrowsAsync<RefusedException>(() => HandleAsync(code))).Code);
    }

    [Fact]
    public void The_command_never_prints_the_code() =>
        Assert.DoesNotContain("123456", $"{new SignInWithCode(_step.Ada, "a stamp", "123456", "a browser")}", StringComparison.Ordinal);

    private Task<SessionId> HandleAsync(string? code, string stamp = "a stamp") =>
        new SignInWithCodeHandler(_step.Factors.Object, _step.Codes.Object, _step.Desk.Sessions.Object, _step.Desk.Clock)
            .HandleAsync(new SignInWithCode(_step.Ada, stamp, code, "a browser"), TestContext.Current.CancellationToken);
}
