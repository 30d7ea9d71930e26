using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;
using Xtablo.Domain.Text;

namespace Xtablo.Domain.Tests.Discussions;

/// <summary>What members are called, so that none is taken for another.</summary>
public class NamesInADiscussionTests
{
    private readonly Person _ada = Writing.NewPerson("Ada");
    private readonly Discussion _discussion;

    public NamesInADiscussionTests() => _discussion = Discussion.Open(TabloId.New(), Writing.Garden, _ada, Writing.At);

    [Theory]
    [InlineData("Ada")]
    [InlineData("ADA")]
    [InlineData("Ada.")]
    [InlineData("A da")]
    [InlineData("Ada\u0332")]
    [InlineData("\u00c1da")]
    [InlineData("\u0410da")] // with a Cyrillic letter
    [InlineData("\uff21\uff44\uff41")]
    public void Who_joins_under_a_name_that_reads_like_a_members_is_told_apart_on_rows_and_in_notices(string name)
    {
        var other = Writing.NewPerson(name);
        var joined = Join(other);

        Assert.Equal($"{other.Name.Value} (2)", joined.Name.Value);
        Assert.Equal(new Notice(NoticeKind.Joined, "Ada", joined.Name.Value), Last().Notice);
        Assert.Equal((joined.Name.Value, "Ada"), (_discussion.Post(other, "Hello").Message.AuthorName, _discussion.Post(_ada, "Hello").Message.AuthorName));
    }

    [Theory]
    [InlineData("Adam")]
    [InlineData("Ida")]
    [InlineData("Ada 2")]
    [InlineData("\u0906\u0926\u093e")] // another script with the same sound
    public void Another_name_stays_as_it_is(string name) => Assert.Equal(name, Join(Writing.NewPerson(name)).Name.Value);

    [Fact]
    public void The_third_has_the_next_number_and_a_number_that_was_left_is_free_again()
    {
        var (second, third) = (Writing.NewPerson("Ada"), Writing.NewPerson("ada"));
        Join(second);

        Assert.Equal("ada (3)", Join(third).Name.Value);
        _discussion.Leave(second, MessageId.New(), Writing.At);
        Assert.Equal("Ada (2)", Join(Writing.NewPerson("Ada")).Name.Value);
    }

    [Fact]
    public void A_new_name_is_told_in_a_notice_and_stands_on_what_is_written_from_then_on()
    {
        var bob = Writing.NewPerson("Bob");
        Join(bob);
        _discussion.TakeEvents();
        _discussion.RenameMember(bob with { Name = DisplayName.From("Ada") }, MessageId.New(), Writing.At);
        var told = Assert.IsType<MemberRenamed>(Assert.Single(_discussion.TakeEvents()));

        Assert.Equal(new Notice(NoticeKind.MemberRenamed, "Bob", "Ada (2)"), told.Row.Notice);
        Assert.Equal(bob.Id, told.Entry.SubjectId);
        Assert.Equal("Ada (2)", _discussion.Post(bob, "Under which name?").Message.AuthorName);
        Assert.Equal(2, _discussion.Head - 1); // the notices that he joined and that he is called otherwise, and what he wrote
    }

    [Fact]
    public void Every_notice_gives_them_the_name_that_they_have_here()
    {
        var other = Writing.NewPerson("Ada");
        Join(other);
        _discussion.HandOver(_ada, other, MessageId.New(), Writing.At);
        Assert.Equal(new Notice(NoticeKind.HandedOver, "Ada", "Ada (2)"), Last().Notice);
        _discussion.Archive(other, MessageId.New(), Writing.At);
        Assert.Equal(new Notice(NoticeKind.Archived, "Ada (2)", null), Last().Notice);
        _discussion.Appoint(_ada, MessageId.New(), Writing.At);
        _discussion.Remove(_ada, other, MessageId.New(), Writing.At);

        Assert.Equal(new Notice(NoticeKind.Removed, "Ada", "Ada (2)"), Last().Notice);
    }

    [Fact]
    public void The_same_name_and_one_of_nobody_here_change_nothing()
    {
        _discussion.RenameMember(_ada, MessageId.New(), Writing.At);
        _discussion.RenameMember(Writing.NewPerson("Eve"), MessageId.New(), Writing.At);

        Assert.Equal(0, _discussion.Head);
    }

    private Participant Join(Person person)
    {
        var id = InvitationId.New();
        _discussion.Invite(_ada.Id, id, Secret.New(), InvitationTerms.From("", "", ""), Writing.At);
        return _discussion.Join(person, id, _ada, MessageId.New(), Writing.At);
    }

    private MessageRow Last() => _discussion.TakeEvents().OfType<DiscussionChanged>().Last().Row;
}
