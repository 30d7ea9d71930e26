using Moq;
using Xtablo.Application.Accounts;
using Xtablo.Domain.Accounts;

namespace Xtablo.Application.Tests.Accounts;

/// <summary>A device whose answer is right, and where passkeys are kept.</summary>
internal sealed class PasskeyDesk
{
    public PasskeyDesk()
    {
        Desk.Accounts.Setup(accounts => accounts.HasPasswordAsync(Ada, "correct horse", It.IsAny<CancellationToken>()))
            .ReturnsAsync(true);
        Desk.Accounts.Setup(accounts => accounts.FindEmailAsync(Ada, It.IsAny<CancellationToken>()))
            .ReturnsAsync(EmailAddress.From("ada@example.org"));
        Desk.Sessions.Setup(sessions => sessions.FindAsync(Desk.Session, It.IsAny<CancellationToken>()))
            .ReturnsAsync(() => IsDisabled ? null : new SignedIn(Desk.Session, Ada, DisplayName.From("Ada"), Language: null, Preferences.Usual));
        Ceremony.Setup(ceremony => ceremony.TakeNewAsync(Ada, Right, It.IsAny<CancellationToken>())).ReturnsAsync(Passkey);
        Ceremony.Setup(ceremony => ceremony.TakeAnyAsync(Right, It.IsAny<CancellationToken>()))
            .ReturnsAsync(new ProvenPasskey(Ada, Passkey));
        Passkeys.Setup(passkeys => passkeys.AddAsync(Ada, It.IsAny<Passkey>(), It.IsAny<CancellationToken>()))
            .Callback((AccountId _, Passkey passkey, CancellationToken _) => Added.Add(passkey)).Returns(Task.CompletedTask);
        Passkeys.Setup(passkeys => passkeys.RemoveAsync(Ada, Passkey.Key, It.IsAny<CancellationToken>())).ReturnsAsync(true);
        Passkeys.Setup(passkeys => passkeys.NoteUseAsync(Ada, It.IsAny<Passkey>(), It.IsAny<CancellationToken>()))
            .Callback((AccountId _, Passkey passkey, CancellationToken _) => Used.Add(passkey)).Returns(Task.CompletedTask);
    }

    public Desk Desk { get; } = new();

    public AccountId Ada { get; } = AccountId.New();

    public bool IsDisabled { get; set; }

    public PasskeyAnswer Right { get; } = new("{}", "sealed");

    public PasskeyAnswer Wrong { get; } = new("{}", "forged");

    public Passkey Passkey { get; } = new([1], [2], null, DateTimeOffset.UnixEpoch, 7, ["internal"], true, true, [3], [4]);

    public List<Passkey> Added { get; } = [];

    public List<Passkey> Used { get; } = [];

    public Mock<IPasskeyCeremony> Ceremony { get; } = new();

    public Mock<IPasskeys> Passkeys { get; } = new();
}
