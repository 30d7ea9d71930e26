using Moq;
using Xtablo.Application.Accounts;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;

namespace Xtablo.Application.Tests.Accounts;

public class SignInWithPasswordTests
{
    private readonly Desk _desk = new();
    private readonly Mock<ISecondFactors> _factors = new();
    private readonly AccountId _ada = AccountId.New();

    public SignInWithPasswordTests()
    {
        _desk.Accounts
            .Setup(accounts => accounts.FindAsync("ada@example.org", " correct horse ", It.IsAny<CancellationToken>()))
            .ReturnsAsync(new VerifiedPassword(_ada, "a stamp"));
        _factors.Setup(factors => factors.StampAsync(_ada, It.IsAny<CancellationToken>())).ReturnsAsync("a stamp");
    }

    [Fact]
    public async Task The_right_pair_starts_a_session_on_that_device()
    {
        await HandleAsync("ada@example.org", " correct horse ");

        Assert.Equal([(_ada, "a browser")], _desk.Started);
    }

    [Fact]
    public async Task The_answer_is_the_session() =>
        Assert.Equal(new SignInStep(_ada, _desk.Session, null), await HandleAsync("ada@example.org", " correct horse "));

    [Fact]
    public async Task With_a_second_factor_the_right_pair_starts_no_session_and_answers_what_the_code_is_bound_to()
    {
        var factor = SecondFactor.FromStored(AuthenticatorKey.New(), 0, []);
        _factors.Setup(factors => factors.FindAsync(_ada, It.IsAny<CancellationToken>())).ReturnsAsync(factor);

        Assert.Equal(new SignInStep(_ada, null, "a stamp"), await HandleAsync("ada@example.org", " correct horse "));
        Assert.Empty(_desk.Started);
    }

    [Fact]
    public async Task A_password_that_was_changed_meanwhile_leaves_no_session()
    {
        var ended = new List<SessionId>();
        _factors.Setup(factors => factors.StampAsync(_ada, It.IsAny<CancellationToken>())).ReturnsAsync("another stamp");
        _desk.Sessions.Setup(sessions => sessions.EndAsync(It.IsAny<SessionId>())).Callback(ended.Add).Returns(Task.CompletedTask);

        var refusal = await Assert.ThrowsAsync<RefusedException>(() => HandleAsync("ada@example.org", " correct horse "));

        Assert.Equal(("sign-in.wrong", _desk.Session), (refusal.Code, Assert.Single(ended)));
    }

    [Fact]
    public async Task Spaces_around_the_email_make_no_difference() =>
        Assert.Equal(_desk.Session, (await HandleAsync(" ada@example.org\t", " correct horse ")).Session);

    [Theory]
    [InlineData("ada@example.org", "correct horse")]
    [InlineData("bob@example.org", " correct horse ")]
    [InlineData("not an email", " correct horse ")]
    [InlineData("ada@example.org", "short")]
    [InlineData("ada@example.org", null)]
    [InlineData(null, " correct horse ")]
    [InlineData(null, null)]
    public async Task Every_wrong_pair_is_refused_alike(string? email, string? password)
    {
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => HandleAsync(email, password));

        Assert.Equal(("sign-in.wrong", null), (refusal.Code, refusal.Field));
    }

    [Fact]
    public void The_command_never_prints_the_password() =>
        Assert.DoesNotContain("correct horse", $"{new SignInWithPassword("ada@example.org", "correct horse", "a browser")}", StringComparison.Ordinal);

    [Fact]
    public async Task A_wrong_pair_starts_no_session()
    {
        await Assert.ThrowsAsync<RefusedException>(() => HandleAsync("ada@example.org", "correct horse"));

        Assert.Empty(_desk.Started);
    }

    private Task<SignInStep> HandleAsync(string? email, string? password) =>
        new SignInWithPasswordHandler(_desk.Accounts.Object, _factors.Object, _desk.Sessions.Object)
            .HandleAsync(new SignInWithPassword(email, password, "a browser"), TestContext.Current.CancellationToken);
}
