using Moq;
using Xtablo.Application.Accounts;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;

namespace Xtablo.Application.Tests.Common;

public sealed class MeasuringACommandTests : IDisposable
{
    private static readonly SignInWithPassword Command = new("ada@example.org", "correct horse", "a browser");
    private readonly RunningApplication _application = new();
    private readonly Measurements _durations;

    public MeasuringACommandTests() => _durations = _application.Durations();

    public void Dispose()
    {
        _durations.Dispose();
        _application.Dispose();
    }

    [Fact]
    public async Task One_that_answers_is_done()
    {
        SignInFinds(() => AccountId.New());

        await SignInAsync();

        Assert.Equal("done", Assert.Single(_durations.Heard).Outcome);
    }

    [Fact]
    public async Task One_that_breaks_a_rule_is_refused()
    {
        SignInFinds(() => null);

        await Assert.ThrowsAsync<RefusedException>(SignInAsync);

        Assert.Equal("refused", Assert.Single(_durations.Heard).Outcome);
    }

    [Fact]
    public async Task One_that_meets_a_bug_has_failed()
    {
        SignInFinds(() => throw new InvalidOperationException());

        await Assert.ThrowsAsync<InvalidOperationException>(SignInAsync);

        Assert.Equal("failed", Assert.Single(_durations.Heard).Outcome);
    }

    [Fact]
    public async Task It_is_measured_under_its_name()
    {
        SignInFinds(() => AccountId.New());

        await SignInAsync();

        Assert.Equal(nameof(SignInWithPassword), Assert.Single(_durations.Heard).Command);
    }

    [Fact]
    public async Task How_long_it_took_is_measured_in_seconds()
    {
        SignInFinds(() =>
        {
            _application.Clock.Advance(TimeSpan.FromMilliseconds(250));
            return AccountId.New();
        });

        await SignInAsync();

        Assert.Equal(0.25, Assert.Single(_durations.Heard).Value);
    }

    [Fact]
    public async Task A_refused_one_took_time_too()
    {
        SignInFinds(() =>
        {
            _application.Clock.Advance(TimeSpan.FromSeconds(2));
            return null;
        });

        await Assert.ThrowsAsync<RefusedException>(SignInAsync);

        Assert.Equal(2, Assert.Single(_durations.Heard).Value);
    }

    [Fact]
    public async Task The_answer_comes_through()
    {
        var session = SessionId.New();
        SignInFinds(() => AccountId.New());
        _application.Sessions.Setup(sessions => sessions.StartAsync(It.IsAny<AccountId>(), It.IsAny<string>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync(session);

        Assert.Equal(session, await SignInAsync());
    }

    private void SignInFinds(Func<AccountId?> account)
    {
        _application.Accounts
            .Setup(accounts => accounts.FindAsync(It.IsAny<string>(), It.IsAny<string>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync(() => account() is { } found ? new VerifiedPassword(found, "a stamp") : null);
        _application.Factors
            .Setup(factors => factors.StampAsync(It.IsAny<AccountId>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync("a stamp");
    }

    private async Task<SessionId?> SignInAsync() =>
        (await _application.HandlerOf<SignInWithPassword, SignInStep>().HandleAsync(Command, TestContext.Current.CancellationToken)).Session;
}
