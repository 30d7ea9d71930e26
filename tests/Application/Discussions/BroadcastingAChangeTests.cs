using Moq;
using Xtablo.Application.Discussions;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Tests.Discussions;

public class BroadcastingAChangeTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);
    private static readonly TabloId Tablo = TabloId.New();
    private static readonly Epoch History = Epoch.New();
    private static readonly AccountId Bob = AccountId.New();

    private static MessageRow Row { get; } = new(
        Tablo, MessageId.New(), Number: 12, Revision: 15, Notice: null, AccountId.New(), "Ada", ClientId.New(), "Hello", At, null, null);

    /// <summary>One of each kind; that these are all, the first test says.</summary>
    private static readonly DiscussionChanged[] Changes =
    [
        new MessagePosted(Tablo, History, Entry(LogEntryKind.Posted), Row),
        new MessageEdited(Tablo, History, Entry(LogEntryKind.Edited), Row),
        new MessageDeleted(Tablo, History, Entry(LogEntryKind.Deleted), Row),
        new MessageReactedTo(Tablo, History, Entry(LogEntryKind.Reacted), Row),
        new ReplyRequoted(Tablo, History, Entry(LogEntryKind.Requoted), Row),
        new PinChanged(Tablo, History, Entry(LogEntryKind.PinChanged), Row),
        new ParticipantAdmitted(Tablo, History, Entry(LogEntryKind.Admitted, Bob), Row),
        new ParticipantRemoved(Tablo, History, Entry(LogEntryKind.Removed, Bob), Row),
        new TabloHandedOver(Tablo, History, Entry(LogEntryKind.HandedOver, Bob), Row),
        new MemberRenamed(Tablo, History, Entry(LogEntryKind.MemberRenamed, Bob), Row),
        new TabloRenamed(Tablo, History, Entry(LogEntryKind.Renamed), Row),
        new TabloArchived(Tablo, History, Entry(LogEntryKind.Archived), Row),
        new TabloRestored(Tablo, History, Entry(LogEntryKind.Restored), Row),
    ];

    private readonly Mock<IRealtimeBroadcaster> _broadcaster = new();
    private readonly List<(TabloId Tablo, Epoch Epoch, StreamEntry Entry)> _handedOver = [];

    public BroadcastingAChangeTests() => _broadcaster
        .Setup(broadcaster => broadcaster.BroadcastAsync(It.IsAny<TabloId>(), It.IsAny<Epoch>(), It.IsAny<StreamEntry>(), It.IsAny<CancellationToken>()))
        .Callback((TabloId tablo, Epoch epoch, StreamEntry entry, CancellationToken _) => _handedOver.Add((tablo, epoch, entry)))
        .Returns(Task.CompletedTask);

    public static TheoryData<string> Kinds => new(typeof(DiscussionChanged).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(DiscussionChanged)))
        .Select(type => type.Name));

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_change_of_any_kind_goes_to_the_streams_of_its_tablo_as_it_was_committed(string kind)
    {
        var change = Changes.Single(change => change.GetType().Name == kind);

        await HandleAsync(change);

        Assert.Equal(
            (Tablo, History, new StreamEntry(15, Row, change is ParticipantRemoved ? Bob : null)),
            Assert.Single(_handedOver));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Who_came_or_went_hears_of_it_on_all_pages(string kind)
    {
        var change = Changes.Single(change => change.GetType().Name == kind);

        await HandleAsync(change);

        var times = change is ParticipantAdmitted or ParticipantRemoved ? Times.Once() : Times.Never();
        _broadcaster.Verify(broadcaster => broadcaster.WakeStreamsOfAsync(Bob, It.IsAny<CancellationToken>()), times);
    }

    [Fact]
    public async Task It_is_handed_over_once_the_broadcaster_has_it()
    {
        var taken = new TaskCompletionSource();
        _broadcaster
            .Setup(broadcaster => broadcaster.BroadcastAsync(It.IsAny<TabloId>(), It.IsAny<Epoch>(), It.IsAny<StreamEntry>(), It.IsAny<CancellationToken>()))
            .Returns(taken.Task);
        var handling = HandleAsync(Changes[0]);
        Assert.False(handling.IsCompleted);

        taken.SetResult();

        await handling;
    }

    private static LogEntry Entry(LogEntryKind kind, AccountId? subject = null) => new(15, kind, Row.Id, AccountId.New(), subject, At);

    private Task HandleAsync(DiscussionChanged change) =>
        new BroadcastDiscussionChange(_broadcaster.Object).HandleAsync(change, TestContext.Current.CancellationToken);
}
