using Moq;
using Xtablo.Application.Accounts;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Accounts;

namespace Xtablo.Application.Tests.Accounts;

public class DisableAccountTests
{
    private readonly Mock<IAccounts> _accounts = new();
    private readonly Mock<IRealtimeBroadcaster> _broadcaster = new();
    private readonly List<AccessId> _told = [];

    public DisableAccountTests() =>
        _broadcaster.Setup(broadcaster => broadcaster.EndStreamsOfAsync(It.IsAny<IReadOnlyCollection<AccessId>>(), CancellationToken.None))
            .Callback((IReadOnlyCollection<AccessId> ended, CancellationToken _) => _told.AddRange(ended))
            .Returns(Task.CompletedTask);

    [Fact]
    public async Task The_streams_of_each_of_its_sessions_hear_of_it()
    {
        SessionId[] ended = [SessionId.New(), SessionId.New()];
        _accounts.Setup(accounts => accounts.DisableAsync(EmailAddress.From("ada@example.org"), It.IsAny<CancellationToken>())).ReturnsAsync(ended);

        Assert.True(await HandleAsync());
        Assert.Equal(ended.Select(session => session.AsAccess()), _told);
    }

    [Fact]
    public async Task Nobody_cannot_be_disabled()
    {
        _accounts.Setup(accounts => accounts.DisableAsync(It.IsAny<EmailAddress>(), It.IsAny<CancellationToken>())).ReturnsAsync((IReadOnlyList<SessionId>?)null);

        Assert.False(await HandleAsync());
        Assert.Empty(_told);
    }

    private Task<bool> HandleAsync() =>
        new DisableAccountHandler(_accounts.Object, _broadcaster.Object).HandleAsync(new DisableAccount("ada@example.org"), TestContext.Current.CancellationToken);
}
