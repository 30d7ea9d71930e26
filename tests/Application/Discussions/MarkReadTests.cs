using Moq;
using Xtablo.Application.Discussions;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Tests.Discussions;

public class MarkReadTests
{
    private readonly MarkRead _command = new(TabloId.New(), AccountId.New(), UpTo: 12, Generation: 3);
    private readonly Mock<IReadMarks> _marks = new();
    private readonly Mock<IRealtimeBroadcaster> _broadcaster = new();

    [Fact]
    public async Task The_other_pages_of_the_reader_hear_that_the_mark_has_moved()
    {
        _marks.Setup(marks => marks.MoveForwardAsync(_command.TabloId, _command.Member, 12, 3, It.IsAny<CancellationToken>())).ReturnsAsync(true);

        Assert.True(await HandleAsync());

        _broadcaster.Verify(broadcaster => broadcaster.WakeStreamsOfAsync(_command.Member, CancellationToken.None), Times.Once);
    }

    [Fact]
    public async Task Nobody_hears_of_a_mark_that_is_not_there()
    {
        Assert.False(await HandleAsync());

        _broadcaster.Verify(broadcaster => broadcaster.WakeStreamsOfAsync(It.IsAny<AccountId>(), It.IsAny<CancellationToken>()), Times.Never);
    }

    private Task<bool> HandleAsync() =>
        new MarkReadHandler(_marks.Object, _broadcaster.Object).HandleAsync(_command, TestContext.Current.CancellationToken);
}
