using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Domain.Tests.Discussions;

public class RefusedPostTests
{
    private readonly Person _ada = Writing.NewPerson("Ada");
    private readonly ClientId _clientId = ClientId.New();
    private (long Head, long LastNumber) _before;
    private readonly Discussion _discussion;

    public RefusedPostTests()
    {
        _discussion = Discussion.Open(TabloId.New(), Writing.Garden, _ada, Writing.At);
        _discussion.Post(_ada, "Hello", _clientId);
        _discussion.TakeEvents();
    }

    public enum Reason
    {
        Stranger,
        OtherText,
        Archived,
    }

    [Theory]
    [InlineData(Reason.Stranger)]
    [InlineData(Reason.OtherText)]
    [InlineData(Reason.Archived)]
    public void The_head_stays(Reason reason)
    {
        Refuse(reason);

        Assert.Equal(_before.Head, _discussion.Head);
    }

    [Theory]
    [InlineData(Reason.Stranger)]
    [InlineData(Reason.OtherText)]
    [InlineData(Reason.Archived)]
    public void The_last_number_stays(Reason reason)
    {
        Refuse(reason);

        Assert.Equal(_before.LastNumber, _discussion.LastNumber);
    }

    [Theory]
    [InlineData(Reason.Stranger)]
    [InlineData(Reason.OtherText)]
    [InlineData(Reason.Archived)]
    public void Nothing_is_told(Reason reason)
    {
        Refuse(reason);

        Assert.Empty(_discussion.TakeEvents());
    }

    [Theory]
    [InlineData(Reason.Stranger)]
    [InlineData(Reason.OtherText)]
    [InlineData(Reason.Archived)]
    public void No_read_mark_moves(Reason reason)
    {
        var before = _discussion.MovedReadMarks.ToArray();

        Refuse(reason);

        Assert.Equal(before, _discussion.MovedReadMarks);
    }

    [Fact]
    public void The_next_message_follows_without_a_gap()
    {
        Refuse(Reason.Stranger);
        Refuse(Reason.OtherText);

        _discussion.Post(_ada, "Next");

        Assert.Equal(2, Assert.IsType<MessagePosted>(Assert.Single(_discussion.TakeEvents())).Row.Number);
    }

    private void Refuse(Reason reason)
    {
        if (reason is Reason.Archived)
        {
            _discussion.Archive(_ada, MessageId.New(), Writing.At);
            _discussion.TakeEvents();
        }

        _before = (_discussion.Head, _discussion.LastNumber);

        Assert.Throws<RefusedException>(() => reason switch
        {
            Reason.Stranger => _discussion.Post(Writing.NewPerson("Mallory"), "Hello"),
            Reason.OtherText => _discussion.Post(_ada, "Goodbye", _clientId),
            _ => _discussion.Post(_ada, "New"),
        });
    }
}
