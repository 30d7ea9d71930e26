using Moq;
using Xtablo.Application.Accounts;
using Xtablo.Application.Mail;
using Xtablo.Application.Operation;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;

namespace Xtablo.Application.Tests.Accounts;

public class SignInWithCodeTests
{
    private readonly SecondStep _step = new();
    private readonly Mock<IMail> _mail = new();

    private static SmtpSettings MailServer => SmtpSettings.Read(key => key.EndsWith("Host", StringComparison.Ordinal) ? "127.0.0.1" : key.EndsWith("From", StringComparison.Ordinal) ? "chat@example.org" : null)!;

    [Fact]
    public async Task The_right_code_starts_a_session_and_is_used_up()
    {
        var code = _step.Code;

        Assert.Equal(_step.Desk.Session, await HandleAsync(code));
        Assert.Equal("code.wrong", (await Assert.ThrowsAsync<RefusedException>(() => HandleAsync(code))).Code);
        Assert.Single(_step.Desk.Started);
        Assert.False(_step.Desk.StartMayBeCutOff); // the code is used up
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

    [Fact]
    public async Task While_it_has_to_wait_no_code_is_tried()
    {
        _step.Factors.Setup(factors => factors.WaitAsync(_step.Ada, It.IsAny<CancellationToken>())).ReturnsAsync(TimeSpan.FromSeconds(61));

        var refusal = await Assert.ThrowsAsync<RefusedException>(() => HandleAsync(_step.Code));

        Assert.Equal(("code.wait", 61, 2), (refusal.Code, refusal.Arguments[0], refusal.Arguments[1]));
        Assert.Empty(_step.Desk.Started);
    }

    [Fact]
    public async Task A_known_device_never_waits_for_the_wrong_codes_of_others()
    {
        _step.Factors.Setup(factors => factors.WaitAsync(_step.Ada, It.IsAny<CancellationToken>())).ReturnsAsync(TimeSpan.FromHours(1));

        Assert.Equal(_step.Desk.Session, await HandleAsync(_step.Code, isKnown: true));
    }

    [Theory]
    [InlineData(4, 0)]
    [InlineData(5, 1)]
    public async Task The_owner_gets_a_letter_at_the_fifth_wrong_one(int inARow, int letters)
    {
        var sent = new List<Func<CancellationToken, Task<Letter?>>>();
        _mail.Setup(mail => mail.Send(It.IsAny<Func<CancellationToken, Task<Letter?>>>()))
            .Callback(sent.Add);
        _step.Factors.Setup(factors => factors.NoteWrongAsync(_step.Ada)).ReturnsAsync(inARow);
        _step.Desk.Accounts.Setup(accounts => accounts.FindEmailAsync(_step.Ada, It.IsAny<CancellationToken>()))
            .ReturnsAsync(EmailAddress.From("ada@example.org"));

        await Assert.ThrowsAsync<RefusedException>(() => HandleAsync("000000"));

        Assert.Equal(letters, sent.Count);
        foreach (var write in sent)
        {
            Assert.Equal("ada@example.org", (await write(TestContext.Current.CancellationToken))?.To.Value);
        }
    }

    private Task<SessionId> HandleAsync(string? code, string stamp = "a stamp", bool isKnown = false)
    {
        var settings = new Settings { ConnectionString = "", DataDirectory = "", RateLimits = true, Smtp = MailServer };
        var handler = new SignInWithCodeHandler(
            _step.Factors.Object, _step.Codes.Object, _step.Desk.Sessions.Object, _step.Desk.Accounts.Object, _mail.Object, settings, _step.Desk.Clock);
        return handler.HandleAsync(
            new SignInWithCode(_step.Ada, stamp, code, "a browser", isKnown, to => new Letter(to, "Wrong codes", "Five")),
            TestContext.Current.CancellationToken);
    }
}
