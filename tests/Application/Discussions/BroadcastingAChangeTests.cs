using Moq;
using Xtablo.Application.Discussions;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Tests.Discussions;

public class BroadcastingAChangeTests
{
    private static readonly MessagePosted Posted = new(
        TabloId.New(), Epoch.New(), new MessageState(
            MessageId.New(), Number: 12, Revision: 15, Notice: null, AccountId.New(), "Ada", ClientId.New(), "Hello",
            new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero), EditedAt: null, DeletedAt: null));

    private readonly Mock<IRealtimeBroadcaster> _broadcaster = new();
    private readonly List<(TabloId Tablo, Epoch Epoch, StreamEntry Entry)> _handedOver = [];

    public BroadcastingAChangeTests() => _broadcaster
        .Setup(broadcaster => broadcaster.BroadcastAsync(It.IsAny<TabloId>(), It.IsAny<Epoch>(), It.IsAny<StreamEntry>(), It.IsAny<CancellationToken>()))
        .Callback((TabloId tablo, Epoch epoch, StreamEntry entry, CancellationToken _) => _handedOver.Add((tablo, epoch, entry)))
        .Returns(Task.CompletedTask);

    [Fact]
    public async Task It_goes_to_the_streams_of_its_tablo()
    {
        await HandleAsync();

        Assert.Equal(Posted.TabloId, Assert.Single(_handedOver).Tablo);
    }

    [Fact]
    public async Task It_has_its_place_in_the_log()
    {
        await HandleAsync();

        var (_, epoch, entry) = Assert.Single(_handedOver);
        Assert.Equal((Posted.Epoch, 15), (epoch, entry.Sequence));
    }

    [Fact]
    public async Task The_row_is_the_message_as_posted()
    {
        await HandleAsync();

        Assert.Equal(
            new MessageView(
                Posted.TabloId, Posted.Message.Id, Number: 12, Revision: 15, Notice: null, Posted.Message.AuthorId, "Ada", Posted.Message.ClientId,
                "Hello", Posted.Message.PostedAt, EditedAt: null, DeletedAt: null),
            Assert.Single(_handedOver).Entry.Message);
    }

    [Fact]
    public async Task It_is_handed_over_once_the_broadcaster_has_it()
    {
        var taken = new TaskCompletionSource();
        _broadcaster
            .Setup(broadcaster => broadcaster.BroadcastAsync(It.IsAny<TabloId>(), It.IsAny<Epoch>(), It.IsAny<StreamEntry>(), It.IsAny<CancellationToken>()))
            .Returns(taken.Task);
        var handling = HandleAsync();
        Assert.False(handling.IsCompleted);

        taken.SetResult();

        await handling;
    }

    private Task HandleAsync() =>
        new BroadcastDiscussionChange(_broadcaster.Object).HandleAsync(Posted, TestContext.Current.CancellationToken);
}
