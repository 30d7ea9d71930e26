using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Domain.Tests.Discussions;

public class DeletingAMessageTests
{
    private readonly Person _ada = Writing.NewPerson("Ada");
    private readonly Discussion _discussion;
    private readonly MessageId _message;

    public DeletingAMessageTests()
    {
        _discussion = Discussion.Open(TabloId.New(), Writing.Garden, _ada, Writing.At);
        _message = _discussion.Post(_ada, "Hello").Message.Id;
        _discussion.TakeEvents();
    }

    [Fact]
    public void It_is_the_next_entry_and_the_text_is_gone()
    {
        var deleted = _discussion.Delete(_ada.Id, _message, Writing.At);

        var told = Assert.IsType<MessageDeleted>(Assert.Single(_discussion.TakeEvents())).Row;
        Assert.Equal((_message, 2L, null, Writing.At), (told.Id, told.Revision, told.Body, told.DeletedAt));
        Assert.Null(deleted.Body);
        Assert.Equal((2, 1), (_discussion.Head, _discussion.LastNumber));
    }

    [Fact]
    public void Again_is_no_entry_and_is_told_again()
    {
        _discussion.Delete(_ada.Id, _message, Writing.At);
        var told = _discussion.TakeEvents();

        _discussion.Delete(_ada.Id, _message, Writing.At.AddHours(1));

        Assert.Equal(told, _discussion.TakeEvents());
        Assert.Equal(2, _discussion.Head);
    }

    [Fact]
    public void Posting_it_again_finds_it_and_does_not_bring_it_back()
    {
        var clientId = ClientId.New();
        var posted = _discussion.Post(_ada, "Once", clientId).Message.Id;
        var deleted = _discussion.Delete(_ada.Id, posted, Writing.At);

        Assert.Equal(new Posting(deleted, IsRepeat: true), _discussion.Post(_ada, "Once", clientId));
        Assert.Null(deleted.Body);
    }

    [Fact]
    public void A_stranger_may_not() =>
        Assert.Equal("discussion.not-a-member", Refusal(() => _discussion.Delete(AccountId.New(), _message, Writing.At)));

    [Fact]
    public void A_message_that_is_not_there_is_unknown() =>
        Assert.Equal("message.unknown", Refusal(() => _discussion.Delete(_ada.Id, MessageId.New(), Writing.At)));

    [Fact]
    public void In_an_archived_tablo_nothing_is_deleted()
    {
        _discussion.Archive(_ada, MessageId.New(), Writing.At);

        Assert.Equal("tablo.archived", Refusal(() => _discussion.Delete(_ada.Id, _message, Writing.At)));
    }

    private static string Refusal(Action change) => Assert.Throws<RefusedException>(change).Code;
}
