using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Domain.Tests.Discussions;

public sealed class ReplyingToAMessageTests
{
    private readonly Person _ada = Writing.NewPerson("Ada");
    private readonly Discussion _discussion;
    private readonly MessageId _original;

    public ReplyingToAMessageTests()
    {
        _discussion = Discussion.Open(TabloId.New(), Writing.Garden, _ada, Writing.At);
        _original = _discussion.Post(_ada, "Shall we?").Message.Id;
        _discussion.TakeEvents();
    }

    [Fact]
    public void It_quotes_the_author_and_the_beginning_of_what_it_answers() => Assert.Equal(
        new Quote(_original, 1, "Ada", "Shall we?", IsDeleted: false), _discussion.Reply(_ada, "Yes", _original).Message.ReplyTo);

    [Fact]
    public void A_reply_to_a_reply_quotes_that_one_alone()
    {
        var first = _discussion.Reply(_ada, "Yes", _original).Message.Id;

        Assert.Equal("Yes", _discussion.Reply(_ada, "When?", first).Message.ReplyTo!.Excerpt);
    }

    [Fact]
    public void Editing_what_it_answers_is_an_entry_of_each_reply()
    {
        var replies = new[] { Reply("Yes"), Reply("No") };
        _discussion.TakeEvents();

        _discussion.Edit(_ada.Id, _original, MessageBody.From("Shall we dance?"), revision: null, Writing.At);

        var told = _discussion.TakeEvents().OfType<ReplyRequoted>().ToList();
        Assert.Equal(replies, told.Select(each => each.Row.Id));
        Assert.All(told, each => Assert.Equal("Shall we dance?", each.Row.ReplyTo!.Excerpt));
        Assert.Equal([5L, 6L], told.Select(each => each.Entry.Sequence));
        Assert.Equal(6, _discussion.Head);
    }

    [Fact]
    public void An_edit_behind_the_beginning_changes_no_reply()
    {
        var beginning = string.Concat(Enumerable.Repeat("word ", 60));
        _discussion.Edit(_ada.Id, _original, MessageBody.From(beginning + "one"), revision: null, Writing.At);
        Reply("Yes");
        _discussion.TakeEvents();

        _discussion.Edit(_ada.Id, _original, MessageBody.From(beginning + "two"), revision: null, Writing.At);

        Assert.IsType<MessageEdited>(Assert.Single(_discussion.TakeEvents()));
    }

    [Fact]
    public void Deleting_what_it_answers_takes_the_text_out_of_each_reply()
    {
        Reply("Yes");
        _discussion.TakeEvents();

        _discussion.Delete(_ada.Id, _original, Writing.At);

        var quote = Assert.Single(_discussion.TakeEvents().OfType<ReplyRequoted>()).Row.ReplyTo!;
        Assert.Equal((null, true), (quote.Excerpt, quote.IsDeleted));
    }

    [Fact]
    public void What_was_deleted_meanwhile_can_be_answered_and_is_quoted_as_deleted()
    {
        _discussion.Delete(_ada.Id, _original, Writing.At);

        Assert.True(_discussion.Reply(_ada, "Too late", _original).Message.ReplyTo!.IsDeleted);
    }

    [Fact]
    public void A_repeated_deletion_tells_the_replies_again_and_is_no_entry()
    {
        Reply("Yes");
        _discussion.Delete(_ada.Id, _original, Writing.At);
        var told = _discussion.TakeEvents().OfType<ReplyRequoted>().ToList();

        _discussion.Delete(_ada.Id, _original, Writing.At);

        Assert.Equal(told, _discussion.TakeEvents().OfType<ReplyRequoted>());
        Assert.Equal(4, _discussion.Head);
    }

    [Theory]
    [InlineData("I <3 this", "I <3 this")]
    [InlineData("1 < 2 and 3 > 2", "1 < 2 and 3 > 2")]
    [InlineData("&lt; & <tom@x.fr>", "&lt; & <tom@x.fr>")]
    public void A_text_of_before_is_quoted_as_it_was_typed(string text, string quoted)
    {
        var old = _discussion.Post(_ada, text).Message.Id; // without the form for pages

        Assert.Equal(quoted, _discussion.Reply(_ada, "Yes", old).Message.ReplyTo!.Excerpt);
    }

    [Fact]
    public void A_deleted_reply_quotes_nothing()
    {
        var reply = Reply("Yes");

        Assert.Null(_discussion.Delete(_ada.Id, reply, Writing.At).ReplyTo);
    }

    [Fact]
    public void What_is_not_here_cannot_be_answered()
    {
        Assert.Equal("reply.unknown", Assert.Throws<RefusedException>(() => _discussion.Reply(_ada, "Yes", MessageId.New())).Code);
        Assert.Equal((1, 1), (_discussion.Head, _discussion.LastNumber));
    }

    [Fact]
    public void A_message_takes_five_hundred_replies()
    {
        for (var i = 0; i < Discussion.MostReplies; i++)
        {
            Reply("Yes");
        }

        Assert.Equal("reply.too-many", Assert.Throws<RefusedException>(() => Reply("Me too")).Code);
    }

    [Fact]
    public void The_same_again_is_the_same_reply_and_to_another_message_it_is_refused()
    {
        var (clientId, other) = (ClientId.New(), _discussion.Post(_ada, "Or not?").Message.Id);
        var first = _discussion.Reply(_ada, "Yes", _original, clientId).Message.Id;

        Assert.Equal((first, true), (_discussion.Reply(_ada, "Yes", _original, clientId).Message.Id, _discussion.Reply(_ada, "Yes", _original, clientId).IsRepeat));
        Assert.Equal("client-id.other-text", Assert.Throws<RefusedException>(() => _discussion.Reply(_ada, "Yes", other, clientId)).Code);
        Assert.Equal("client-id.other-text", Assert.Throws<RefusedException>(() => _discussion.Post(_ada, "Yes", clientId)).Code);
    }

    private MessageId Reply(string text) => _discussion.Reply(_ada, text, _original).Message.Id;
}
