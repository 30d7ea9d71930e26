using Moq;
using Xtablo.Application.Accounts;
using Xtablo.Application.Tests.Common;
using Xtablo.Domain.Accounts;

namespace Xtablo.Application.Tests.Accounts;

/// <summary>Where accounts and sessions end up: keeps what a handler hands over.</summary>
internal sealed class Desk
{
    public Desk()
    {
        Accounts.Setup(accounts => accounts.TryAddFirstAsync(It.IsAny<Account>(), It.IsAny<EmailAddress>(), It.IsAny<Password>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync((Account account, EmailAddress email, Password password, CancellationToken _) => Keep(account, email, password));
        Accounts.Setup(accounts => accounts.AddAsync(It.IsAny<Account>(), It.IsAny<EmailAddress>(), It.IsAny<Password>(), It.IsAny<CancellationToken>()))
            .Callback((Account account, EmailAddress email, Password password, CancellationToken _) => Keep(account, email, password))
            .Returns(Task.CompletedTask);
        Sessions.Setup(sessions => sessions.StartAsync(It.IsAny<AccountId>(), It.IsAny<string>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync((AccountId account, string device, CancellationToken ct) =>
            {
                StartMayBeCutOff |= ct.CanBeCanceled;
                Started.Add((account, device));
                return Session;
            });
    }

    public Mock<IAccounts> Accounts { get; } = new();

    public Mock<ISessions> Sessions { get; } = new();

    public TimeProvider Clock { get; } = Moment.Clock();

    /// <summary>The session that every start answers with.</summary>
    public SessionId Session { get; } = SessionId.New();

    public List<(Account Account, string Email, string Password)> Added { get; } = [];

    public List<(AccountId Account, string Device)> Started { get; } = [];

    /// <summary>Whether who goes away takes a session along that was about to start.</summary>
    public bool StartMayBeCutOff { get; private set; }

    private bool Keep(Account account, EmailAddress email, Password password)
    {
        Added.Add((account, email.Value, password.Text));
        return true;
    }
}
