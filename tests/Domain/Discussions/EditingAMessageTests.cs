using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Domain.Tests.Discussions;

public class EditingAMessageTests
{
    private readonly Person _ada = Writing.NewPerson("Ada");
    private readonly Discussion _discussion;
    private readonly MessageId _message;

    public EditingAMessageTests()
    {
        _discussion = Discussion.Open(TabloId.New(), Writing.Garden, _ada, Writing.At);
        _message = _discussion.Post(_ada, "Hello").Message.Id;
        _discussion.Post(_ada, "Another");
        _discussion.TakeEvents();
    }

    [Fact]
    public void It_is_the_next_entry_and_tells_the_new_text()
    {
        Edit("Good day");

        var told = Assert.IsType<MessageEdited>(Assert.Single(_discussion.TakeEvents())).Row;
        Assert.Equal((_message, 1L, 3L, "Good day", Writing.At), (told.Id, told.Number, told.Revision, told.Body, told.EditedAt));
        Assert.Equal((3, 2), (_discussion.Head, _discussion.LastNumber));
    }

    [Fact]
    public void The_text_that_it_has_is_no_change_whatever_the_editor_saw()
    {
        Edit("Good day");
        _discussion.TakeEvents();

        Edit("\nGood day\r\n", revision: 1);

        Assert.Empty(_discussion.TakeEvents());
        Assert.Equal(3, _discussion.Head);
    }

    [Fact]
    public void Who_saw_an_older_text_does_not_overwrite_the_newer()
    {
        Edit("Second", revision: 1);

        Assert.Equal("message.changed", Refusal(() => Edit("Third", revision: 1)));
    }

    [Fact]
    public void Who_saw_the_present_text_changes_it()
    {
        Edit("Second", revision: 1);

        Assert.Equal("Third", Edit("Third", revision: 3).Body);
    }

    [Fact]
    public void Who_says_nothing_of_what_they_saw_overwrites()
    {
        Edit("Second");

        Assert.Equal("Third", Edit("Third").Body);
    }

    [Fact]
    public void Only_the_author_may() =>
        Assert.Equal("discussion.not-a-member", Refusal(() => _discussion.Edit(AccountId.New(), _message, MessageBody.From("Mine"), null, Writing.At)));

    [Fact]
    public void A_message_that_is_not_there_is_unknown() =>
        Assert.Equal("message.unknown", Refusal(() => _discussion.Edit(_ada.Id, MessageId.New(), MessageBody.From("What"), null, Writing.At)));

    [Fact]
    public void What_was_deleted_is_not_written_again()
    {
        _discussion.Delete(_ada.Id, _message, Writing.At);

        Assert.Equal("message.deleted", Refusal(() => Edit("Hello again")));
    }

    [Fact]
    public void In_an_archived_tablo_nothing_is_edited()
    {
        _discussion.Archive(_ada, MessageId.New(), Writing.At);

        Assert.Equal("tablo.archived", Refusal(() => Edit("Too late")));
    }

    [Fact]
    public void Posting_it_again_finds_it_whatever_its_text_is_now()
    {
        var clientId = ClientId.New();
        var posted = _discussion.Post(_ada, "First text", clientId).Message.Id;
        var edited = _discussion.Edit(_ada.Id, posted, MessageBody.From("Edited"), null, Writing.At);

        Assert.Equal(new Posting(edited, IsRepeat: true), _discussion.Post(_ada, "First text", clientId));
        Assert.Equal("client-id.other-text", Refusal(() => _discussion.Post(_ada, "Edited", clientId)));
    }

    private static string Refusal(Action change) => Assert.Throws<RefusedException>(change).Code;

    private MessageRow Edit(string text, long? revision = null) => _discussion.Edit(_ada.Id, _message, MessageBody.From(text), revision, Writing.At);
}
