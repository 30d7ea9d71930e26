using Moq;
using Xtablo.Application.Accounts;
using Xtablo.Application.Common;
using Xtablo.Domain.Accounts;

namespace Xtablo.Application.Tests.Accounts;

/// <summary>An account with an authenticator app, and where its second factor is kept.</summary>
internal sealed class SecondStep
{
    public SecondStep()
    {
        Now = Desk.Clock.Now();
        Stored = SecondFactor.FromStored(Key, 0, []);
        Codes.Setup(codes => codes.StepOf(Key, Code, Now)).Returns(100);
        Factors.Setup(factors => factors.FindAsync(Ada, It.IsAny<CancellationToken>())).ReturnsAsync(() => Stored);
        Factors.Setup(factors => factors.StampAsync(Ada, It.IsAny<CancellationToken>())).ReturnsAsync("a stamp");
        Desk.Accounts.Setup(accounts => accounts.HasPasswordAsync(Ada, "correct horse", It.IsAny<CancellationToken>())).ReturnsAsync(true);
        Factors.Setup(factors => factors.TurnOnAsync(Ada, It.IsAny<SecondFactor>(), It.IsAny<CancellationToken>()))
            .Callback((AccountId _, SecondFactor factor, CancellationToken _) => Stored = factor).Returns(Task.CompletedTask);
        Factors.Setup(factors => factors.TurnOffAsync(Ada, AccountNoticeKind.SecondFactorOff, It.IsAny<CancellationToken>()))
            .Callback(() => Stored = null).Returns(Task.CompletedTask);
        Factors.Setup(factors => factors.TryReplaceAsync(Ada, It.IsAny<SecondFactor>(), It.IsAny<SecondFactor>()))
            .ReturnsAsync((AccountId _, SecondFactor before, SecondFactor after) =>
            {
                var isSame = ReferenceEquals(before, Stored);
                Stored = isSame ? after : Stored;
                return isSame;
            });
    }

    public Desk Desk { get; } = new();

    public AccountId Ada { get; } = AccountId.New();

    public AuthenticatorKey Key { get; } = AuthenticatorKey.New();

    public DateTimeOffset Now { get; }

    public SecondFactor? Stored { get; set; }

    public Mock<ISecondFactors> Factors { get; } = new();

    /// <summary>Of the app, now; every other is wrong.</summary>
    public string Code { get; } = "123 456";

    public Mock<IAuthenticatorCodes> Codes { get; } = new();
}
