using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Domain.Tests.Discussions;

public sealed class PinningAMessageTests
{
    private readonly Person _ada = Writing.NewPerson("Ada");
    private readonly Person _bob;
    private readonly Discussion _discussion;
    private readonly MessageId _message;

    public PinningAMessageTests()
    {
        _discussion = Discussion.Open(TabloId.New(), Writing.Garden, _ada, Writing.At);
        _bob = _discussion.Joined(_ada, "Bob");
        _message = _discussion.Post(_ada, "The key is under the mat").Message.Id;
        _discussion.TakeEvents();
    }

    [Fact]
    public void It_is_an_entry_and_a_notice_that_holds_no_text()
    {
        var row = Pin(_ada);

        var told = _discussion.TakeEvents().Cast<PinChanged>().ToList();
        Assert.Equal([(3L, _message), (4L, told[1].Row.Id)], told.Select(each => (each.Entry.Sequence, each.Row.Id)));
        Assert.Equal(new Notice(NoticeKind.Pinned, "Ada", SubjectName: null), told[1].Row.Notice);
        Assert.True(row.IsPinned);
        Assert.Equal((2L, 1), (row.TextRevision, _discussion.Pins));
    }

    [Fact]
    public void The_same_again_is_no_entry_and_no_notice()
    {
        Pin(_ada);

        Pin(_ada);

        Assert.Equal((4, 3), (_discussion.Head, _discussion.LastNumber));
    }

    [Fact]
    public void Only_its_author_and_the_owner_may()
    {
        var theirs = _discussion.Post(_bob, "Mine").Message.Id;

        Assert.Equal("message.author-or-owner-only", Refusal(() => Pin(_bob)));
        Assert.True(_discussion.Pin(_bob.Id, theirs, on: true, MessageId.New(), Writing.At).IsPinned);
        Assert.False(_discussion.Pin(_ada.Id, theirs, on: false, MessageId.New(), Writing.At).IsPinned);
    }

    [Fact]
    public void Deleting_it_takes_the_pin_away_and_frees_its_place()
    {
        Pin(_ada);

        Assert.False(_discussion.Delete(_ada.Id, _message, Writing.At).IsPinned);
        Assert.Equal(0, _discussion.Pins);
        Assert.Equal("pin.deleted", Refusal(() => Pin(_ada)));
    }

    [Fact]
    public void There_is_room_for_fifty()
    {
        for (var i = 0; i < Discussion.MostPins; i++)
        {
            _discussion.Pin(_ada.Id, _discussion.Post(_ada, "Another").Message.Id, on: true, MessageId.New(), Writing.At);
        }

        Assert.Equal("pin.too-many", Refusal(() => Pin(_ada)));
    }

    [Fact]
    public void A_notice_cannot_be_pinned()
    {
        Pin(_ada);
        var notice = _discussion.TakeEvents().Cast<PinChanged>().Last().Row.Id;

        Assert.Equal("message.a-notice", Refusal(() => _discussion.Pin(_ada.Id, notice, on: true, MessageId.New(), Writing.At)));
    }

    private static string Refusal(Func<object> change) => Assert.Throws<RefusedException>(change).Code;

    private MessageRow Pin(Person by) => _discussion.Pin(by.Id, _message, on: true, MessageId.New(), Writing.At);
}
