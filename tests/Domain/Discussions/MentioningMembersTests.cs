using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Domain.Tests.Discussions;

public sealed class MentioningMembersTests
{
    private readonly Person _ada = Writing.NewPerson("Ada");
    private readonly Person _bob;
    private readonly Person _cleo;
    private readonly Discussion _discussion;

    public MentioningMembersTests()
    {
        _discussion = Discussion.Open(TabloId.New(), Writing.Garden, _ada, Writing.At);
        _bob = _discussion.Joined(_ada, "Bob");
        _cleo = _discussion.Joined(_ada, "Cleo");
    }

    [Fact]
    public void Who_is_named_is_called_since_the_entry_of_the_post()
    {
        var row = Post([_bob]);

        var called = Assert.Single(_discussion.Mentioned);
        Assert.Equal((row.Id, row.Number, row.Revision), (called.MessageId, called.Number, called.Sequence));
        Assert.Equal([_bob.Id], called.Accounts);
    }

    [Fact]
    public void Nobody_calls_themselves() => Assert.DoesNotContain(_ada.Id, Called(Post([_ada, _bob])));

    [Fact]
    public void Who_was_removed_meanwhile_is_not_called()
    {
        _discussion.Remove(_ada, _bob, MessageId.New(), Writing.At);

        Assert.Equal([_cleo.Id], Called(Post([_bob, _cleo])));
    }

    [Fact]
    public void All_are_those_who_take_part_now() => Assert.Equal([_bob.Id, _cleo.Id], Called(Post([], all: true)));

    [Fact]
    public void An_edit_calls_whom_it_names_and_nobody_else()
    {
        var row = Post([_bob]);

        _discussion.Edit(_ada.Id, row.Id, Text("Now @Cleo", [_cleo]), revision: null, Writing.At);

        Assert.Equal([_cleo.Id], Called(row));
    }

    [Fact]
    public void A_deleted_message_calls_nobody()
    {
        var row = Post([_bob]);

        _discussion.Delete(_ada.Id, row.Id, Writing.At);

        Assert.Empty(Called(row));
    }

    [Theory]
    [InlineData(7, false, false)]
    [InlineData(8, false, true)]
    [InlineData(8, true, false)]
    public void Calling_more_than_ten_is_asked_about(int others, bool hasSaidYes, bool isAsked)
    {
        for (var i = 0; i < others; i++)
        {
            _discussion.Joined(_ada, $"Member {i}"); // beside three
        }

        var refusal = Record.Exception(() => Post([], all: true, hasSaidYes));

        Assert.Equal(isAsked ? "mention.all" : null, (refusal as RefusedException)?.Code);
    }

    [Fact]
    public void Whoever_was_asked_once_is_not_asked_again_for_a_repeat_nor_for_another_word()
    {
        for (var i = 0; i < 20; i++)
        {
            _discussion.Joined(_ada, $"Member {i}");
        }

        var clientId = ClientId.New();
        var posted = _discussion.Post(_ada, clientId, Text("@all", [], all: true), MessageId.New(), Writing.At).Message;

        Assert.True(_discussion.Post(_ada, clientId, Text("@all", [], all: true), MessageId.New(), Writing.At, mayCallMany: false).IsRepeat);
        Assert.Equal("@all!", _discussion.Edit(_ada.Id, posted.Id, Text("@all!", [], all: true), null, Writing.At, mayCallMany: false).Body);
    }

    [Fact]
    public void A_text_that_calls_nobody_before_and_after_leaves_nothing_to_store()
    {
        var row = Post([]);

        _discussion.Edit(_ada.Id, row.Id, Text("Still nobody", []), revision: null, Writing.At);

        Assert.Empty(_discussion.Mentioned);
    }

    private static MessageBody Text(string text, IEnumerable<Person> named, bool all = false) => MessageBody.From(text) with
    {
        Shown = new RenderedText($"<p>{text}</p>", [.. named.Select(person => new Mention(person.Id, person.Name.Value))], all),
    };

    private MessageRow Post(IEnumerable<Person> named, bool all = false, bool mayCallMany = true) =>
        _discussion.Post(_ada, ClientId.New(), Text("Look", named, all), MessageId.New(), Writing.At, mayCallMany: mayCallMany).Message;

    private IEnumerable<AccountId> Called(MessageRow row) => _discussion.Mentioned.Last(each => each.MessageId == row.Id).Accounts;
}
