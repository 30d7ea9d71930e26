using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Domain.Tests.Discussions;

public sealed class ReactingToAMessageTests
{
    private static readonly Emoji Thumb = Emoji.From("👍");
    private readonly Person _ada = Writing.NewPerson("Ada");
    private readonly Person _bob;
    private readonly Discussion _discussion;
    private readonly MessageId _message;

    public ReactingToAMessageTests()
    {
        _discussion = Discussion.Open(TabloId.New(), Writing.Garden, _ada, Writing.At);
        _bob = _discussion.Joined(_ada, "Bob");
        _message = _discussion.Post(_ada, "Hello").Message.Id;
        _discussion.TakeEvents();
    }

    [Fact]
    public void It_is_the_next_entry_and_a_revision_of_the_row_but_not_of_its_text()
    {
        var row = React(_bob, Thumb);

        var told = Assert.IsType<MessageReactedTo>(Assert.Single(_discussion.TakeEvents()));
        Assert.Equal((LogEntryKind.Reacted, 3L, row), (told.Entry.Kind, told.Entry.Sequence, told.Row));
        Assert.Equal((3L, 2L, true), (row.Revision, row.TextRevision, row.IsChanged));
        Assert.Equal(_bob, Assert.Single(Assert.Single(row.Reactions).By));
    }

    [Fact]
    public void The_same_again_is_no_entry()
    {
        React(_bob, Thumb, on: true);

        React(_bob, Thumb, on: true);

        Assert.Equal(3, _discussion.Head);
    }

    [Fact]
    public void Without_a_wish_it_is_the_opposite_of_what_is()
    {
        React(_bob, Thumb);

        Assert.Empty(React(_bob, Thumb).Reactions);
    }

    [Fact]
    public void Kinds_stay_in_the_order_of_their_first_appearance()
    {
        React(_bob, Thumb);
        React(_ada, Emoji.From("🎉"));
        var row = React(_bob, Emoji.From("🎉"));

        Assert.Equal(["👍", "🎉"], row.Reactions.Select(each => each.Emoji.Value));
        Assert.Equal([_ada, _bob], row.Reactions[1].By);
    }

    [Fact]
    public void A_kind_that_everyone_took_back_comes_last_when_it_comes_again()
    {
        React(_bob, Thumb);
        React(_bob, Emoji.From("🎉"));
        React(_bob, Thumb, on: false);

        Assert.Equal(["🎉", "👍"], React(_ada, Thumb).Reactions.Select(each => each.Emoji.Value));
    }

    [Fact]
    public void There_is_room_for_twenty_kinds_and_for_everyone_in_each()
    {
        string[] kinds = ["😀", "😃", "😄", "😁", "😆", "😅", "🤣", "😂", "🙂", "🙃", "🫠", "😉", "😊", "😇", "🥰", "😍", "🤩", "😘", "😗", "😚"];
        Array.ForEach(kinds, kind => React(_bob, Emoji.From(kind)));

        Assert.Equal("reaction.too-many", Refusal(() => React(_bob, Thumb)));
        Assert.Equal(2, React(_ada, Emoji.From("😀")).Reactions[0].By.Count);
    }

    [Fact]
    public void A_deleted_message_has_none_and_takes_none()
    {
        React(_bob, Thumb);

        Assert.Empty(_discussion.Delete(_ada.Id, _message, Writing.At).Reactions);
        Assert.Equal("reaction.deleted", Refusal(() => React(_bob, Thumb)));
    }

    [Fact]
    public void Who_takes_no_part_cannot() =>
        Assert.Equal("discussion.not-a-member", Refusal(() => React(Writing.NewPerson("Cleo"), Thumb)));

    [Fact]
    public void A_notice_takes_none()
    {
        var notice = _discussion.Rename(_ada, TabloName.From("Yard"), MessageId.New(), Writing.At);
        var told = _discussion.TakeEvents().OfType<DiscussionChanged>().Last().Row;

        Assert.NotNull(notice);
        Assert.Equal("message.a-notice", Refusal(() => _discussion.React(_bob.Id, told.Id, Thumb, on: true, Writing.At)));
    }

    [Fact]
    public void An_edit_that_began_before_it_is_no_conflict()
    {
        React(_bob, Thumb);

        var edited = _discussion.Edit(_ada.Id, _message, MessageBody.From("Hello you"), revision: 2, Writing.At);

        Assert.Equal("Hello you", edited.Body);
        Assert.Single(edited.Reactions);
    }

    private static string Refusal(Func<object> change) => Assert.Throws<RefusedException>(change).Code;

    private MessageRow React(Person by, Emoji emoji, bool? on = null) => _discussion.React(by.Id, _message, emoji, on, Writing.At);
}
