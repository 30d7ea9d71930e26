using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Domain.Tests.Discussions;

public class PostingAMessageTests
{
    private readonly Person _ada = Writing.NewPerson("Ada");
    private readonly Discussion _discussion;

    public PostingAMessageTests() => _discussion = Discussion.Open(TabloId.New(), Writing.Garden, _ada, Writing.At);

    [Fact]
    public void It_stands_under_the_id_it_was_given()
    {
        var id = MessageId.New();

        var posting = _discussion.Post(_ada, ClientId.New(), MessageBody.From("Hello"), id, Writing.At);

        Assert.Equal((id, false), (posting.Message.Id, posting.IsRepeat));
    }

    [Fact]
    public void It_tells_everything_that_was_posted()
    {
        var (clientId, id) = (ClientId.New(), MessageId.New());

        _discussion.Post(_ada, clientId, MessageBody.From("\nHello\r\nyou "), id, Writing.At);

        Assert.Equal(
            [new MessagePosted(
                _discussion.TabloId, _discussion.Epoch,
                new LogEntry(1, LogEntryKind.Posted, id, _ada.Id, null, Writing.At),
                new MessageRow(_discussion.TabloId, id, 1, 1, null, _ada.Id, "Ada", clientId, "Hello\nyou", Writing.At, null, null))],
            _discussion.TakeEvents());
    }

    [Fact]
    public void Numbers_are_given_out_without_gaps()
    {
        PostThree();

        Assert.Equal([1, 2, 3], Told().Select(told => told.Row.Number));
    }

    [Fact]
    public void Sequences_are_given_out_without_gaps()
    {
        PostThree();

        Assert.Equal([1, 2, 3], Told().Select(told => told.Row.Revision));
    }

    [Fact]
    public void What_was_posted_is_told_in_its_order()
    {
        PostThree();

        Assert.Equal("one, two, three", string.Join(", ", Told().Select(told => told.Row.Body)));
    }

    [Fact]
    public void The_head_is_the_last_sequence()
    {
        PostThree();

        Assert.Equal(3, _discussion.Head);
    }

    [Fact]
    public void The_last_number_is_that_of_the_last_row()
    {
        PostThree();

        Assert.Equal(3, _discussion.LastNumber);
    }

    [Fact]
    public void The_epoch_stays()
    {
        var epoch = _discussion.Epoch;

        PostThree();

        Assert.Equal(epoch, _discussion.Epoch);
    }

    [Fact]
    public void Its_author_has_read_it()
    {
        PostThree();

        Assert.Equal(new ReadMark(_ada.Id, 3, 3), _discussion.MovedReadMarks[^1]);
    }

    [Fact]
    public void Events_are_handed_over_once()
    {
        PostThree();
        Assert.NotEmpty(_discussion.TakeEvents());

        Assert.Empty(_discussion.TakeEvents());
    }

    [Fact]
    public void Events_handed_over_stay_with_who_took_them()
    {
        _discussion.Post(_ada, "one");
        var taken = _discussion.TakeEvents();

        _discussion.Post(_ada, "two");

        Assert.Single(taken);
    }

    [Fact]
    public void The_same_text_twice_is_two_messages()
    {
        _discussion.Post(_ada, "Hello");

        _discussion.Post(_ada, "Hello");

        Assert.Equal(2, _discussion.LastNumber);
    }

    [Fact]
    public void A_stranger_may_not_post()
    {
        var refusal = Assert.Throws<RefusedException>(() => _discussion.Post(Writing.NewPerson("Mallory"), "Hello"));

        Assert.Equal("discussion.not-a-member", refusal.Code);
    }

    [Fact]
    public void The_name_of_a_member_does_not_make_a_member()
    {
        var impostor = _ada with { Id = AccountId.New() };

        Assert.Throws<RefusedException>(() => _discussion.Post(impostor, "Hello"));
    }

    [Fact]
    public void A_member_of_another_tablo_may_not_post_here()
    {
        var eve = Writing.NewPerson("Eve");
        Discussion.Open(TabloId.New(), Writing.Garden, eve, Writing.At).Post(eve, "Hello");

        var refusal = Assert.Throws<RefusedException>(() => _discussion.Post(eve, "Hello"));

        Assert.Equal("discussion.not-a-member", refusal.Code);
    }

    private void PostThree()
    {
        foreach (var text in new[] { "one", "two", "three" })
        {
            _discussion.Post(_ada, text);
        }
    }

    private IEnumerable<MessagePosted> Told() => _discussion.TakeEvents().Cast<MessagePosted>();
}
