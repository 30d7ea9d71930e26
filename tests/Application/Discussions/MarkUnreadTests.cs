using Moq;
using Xtablo.Application.Discussions;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Tests.Discussions;

public class MarkUnreadTests
{
    private readonly TabloId _tablo = TabloId.New();
    private readonly AccountId _reader = AccountId.New();
    private readonly Mock<IReadMarks> _marks = new();
    private readonly Mock<IRealtimeBroadcaster> _broadcaster = new();

    [Theory]
    [InlineData(12, 11)]
    [InlineData(1, 0)]
    [InlineData(-5, 0)]
    public async Task The_message_and_what_follows_it_is_unread_on_all_pages(long from, long mark)
    {
        _marks.Setup(marks => marks.MoveBackAsync(_tablo, _reader, mark, It.IsAny<CancellationToken>())).ReturnsAsync(7);

        Assert.Equal(7, await HandleAsync(from));

        _broadcaster.Verify(broadcaster => broadcaster.WakeStreamsOfAsync(_reader, CancellationToken.None), Times.Once);
    }

    [Fact]
    public async Task Nobody_hears_of_a_mark_that_is_not_there()
    {
        Assert.Null(await HandleAsync(12));

        _broadcaster.Verify(broadcaster => broadcaster.WakeStreamsOfAsync(It.IsAny<AccountId>(), It.IsAny<CancellationToken>()), Times.Never);
    }

    private Task<long?> HandleAsync(long from) => new MarkUnreadHandler(_marks.Object, _broadcaster.Object)
        .HandleAsync(new MarkUnread(_tablo, _reader, from), TestContext.Current.CancellationToken);
}
