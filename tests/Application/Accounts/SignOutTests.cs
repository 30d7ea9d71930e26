using Moq;
using Xtablo.Application.Accounts;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Accounts;

namespace Xtablo.Application.Tests.Accounts;

public class SignOutTests
{
    private readonly Mock<ISessions> _sessions = new();
    private readonly Mock<IRealtimeBroadcaster> _broadcaster = new();
    private readonly SessionId _session = SessionId.New();
    private readonly List<string> _over = [];

    public SignOutTests()
    {
        _sessions.Setup(sessions => sessions.EndAsync(_session))
            .Callback(() => _over.Add("session"))
            .Returns(Task.CompletedTask);
        _broadcaster.Setup(broadcaster => broadcaster.EndStreamsOfAsync(It.Is<IReadOnlyCollection<AccessId>>(ended => ended.Single() == _session.AsAccess()), It.Is<CancellationToken>(ct => !ct.IsCancellationRequested)))
            .Callback(() => _over.Add("streams"))
            .Returns(Task.CompletedTask);
    }

    [Fact]
    public async Task The_session_ends_and_then_its_streams()
    {
        await HandleAsync(TestContext.Current.CancellationToken);

        Assert.Equal("session, streams", string.Join(", ", _over));
    }

    [Fact]
    public async Task The_answer_is_the_session_that_ended() =>
        Assert.Equal(_session, await HandleAsync(TestContext.Current.CancellationToken));

    [Fact]
    public async Task Who_hangs_up_once_signed_out_still_ends_the_streams()
    {
        using var asker = new CancellationTokenSource();
        _sessions.Setup(sessions => sessions.EndAsync(_session)).Returns(asker.CancelAsync);

        await HandleAsync(asker.Token);

        Assert.Equal("streams", Assert.Single(_over));
    }

    [Fact]
    public async Task Streams_go_on_while_the_session_does()
    {
        _sessions.Setup(sessions => sessions.EndAsync(_session)).ThrowsAsync(new IOException());

        await Assert.ThrowsAsync<IOException>(() => HandleAsync(TestContext.Current.CancellationToken));

        Assert.Empty(_over);
    }

    private Task<SessionId> HandleAsync(CancellationToken ct) =>
        new SignOutHandler(_sessions.Object, _broadcaster.Object).HandleAsync(new SignOut(_session), ct);
}
