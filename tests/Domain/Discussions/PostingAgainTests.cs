using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Domain.Tests.Discussions;

public class PostingAgainTests
{
    private readonly Person _ada = Writing.NewPerson("Ada");
    private readonly ClientId _clientId = ClientId.New();
    private readonly Discussion _discussion;
    private readonly Posting _first;

    public PostingAgainTests()
    {
        _discussion = Discussion.Open(TabloId.New(), Writing.Garden, _ada, Writing.At);
        _first = _discussion.Post(_ada, "Hello", _clientId);
        _discussion.TakeEvents();
    }

    [Fact]
    public void The_first_message_stands() =>
        Assert.Equal(_first with { IsRepeat = true }, _discussion.Post(_ada, "Hello", _clientId));

    [Fact]
    public void The_first_message_stands_however_often_and_late()
    {
        _discussion.Post(_ada, "In between");
        _discussion.Post(_ada, "Hello", _clientId);

        var posting = _discussion.Post(_ada, "Hello", _clientId);

        Assert.Equal(_first.Message.Id, posting.Message.Id);
    }

    [Fact]
    public void Nothing_new_is_told()
    {
        _discussion.Post(_ada, "Hello", _clientId);

        Assert.Empty(_discussion.TakeEvents());
    }

    [Fact]
    public void The_log_gets_no_entry()
    {
        _discussion.Post(_ada, "Hello", _clientId);

        Assert.Equal(1, _discussion.Head);
    }

    [Fact]
    public void No_number_is_used_up()
    {
        _discussion.Post(_ada, "Hello", _clientId);

        Assert.Equal(1, _discussion.LastNumber);
    }

    [Fact]
    public void Text_that_is_stored_alike_is_the_same() =>
        Assert.True(_discussion.Post(_ada, "  Hello\r\n", _clientId).IsRepeat);

    [Fact]
    public void A_new_display_name_makes_no_difference() =>
        Assert.True(_discussion.Post(_ada with { Name = DisplayName.From("Countess") }, "Hello", _clientId).IsRepeat);

    [Fact]
    public void Another_client_id_is_another_message() =>
        Assert.NotEqual(_first.Message.Id, _discussion.Post(_ada, "Hello", ClientId.New()).Message.Id);

    [Fact]
    public void Another_text_is_refused()
    {
        var refusal = Assert.Throws<RefusedException>(() => _discussion.Post(_ada, "Goodbye", _clientId));

        Assert.Equal("client-id.other-text", refusal.Code);
    }

    [Fact]
    public void After_a_refused_text_the_first_message_stands()
    {
        Assert.Throws<RefusedException>(() => _discussion.Post(_ada, "Goodbye", _clientId));

        Assert.Equal(_first with { IsRepeat = true }, _discussion.Post(_ada, "Hello", _clientId));
    }

    [Fact]
    public void The_same_client_id_in_another_tablo_is_another_message()
    {
        var elsewhere = Discussion.Open(TabloId.New(), Writing.Garden, _ada, Writing.At);

        Assert.False(elsewhere.Post(_ada, "Hello", _clientId).IsRepeat);
    }

    [Fact]
    public void A_stranger_learns_nothing_by_a_client_id()
    {
        var refusal = Assert.Throws<RefusedException>(() => _discussion.Post(Writing.NewPerson("Mallory"), "Hello", _clientId));

        Assert.Equal("discussion.not-a-member", refusal.Code);
    }

    [Fact]
    public void An_archived_tablo_still_answers()
    {
        _discussion.Archive(_ada, MessageId.New(), Writing.At);

        Assert.Equal(_first with { IsRepeat = true }, _discussion.Post(_ada, "Hello", _clientId));
    }
}
