using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;
using Xtablo.Domain.Text;

namespace Xtablo.Domain.Tests.Discussions;

public class RenamingATabloTests
{
    private static readonly TabloName Orchard = TabloName.From("Orchard");
    private readonly Person _ada = Writing.NewPerson("Ada");
    private readonly Discussion _discussion;

    public RenamingATabloTests() => _discussion = Discussion.Open(TabloId.New(), Writing.Garden, _ada, Writing.At);

    [Fact]
    public void It_has_the_new_name_and_a_notice_says_so()
    {
        _discussion.Rename(_ada, Orchard, MessageId.New(), Writing.At);

        Assert.Equal(Orchard, _discussion.Name);
        var told = Assert.IsType<TabloRenamed>(Assert.Single(_discussion.TakeEvents()));
        Assert.Equal((LogEntryKind.Renamed, 1L, null), (told.Entry.Kind, told.Entry.Sequence, told.Entry.SubjectId));
        Assert.Equal(new Notice(NoticeKind.Renamed, "Ada", "Orchard"), told.Row.Notice);
    }

    [Fact]
    public void The_name_that_it_has_is_no_change()
    {
        _discussion.Rename(_ada, TabloName.From(" Garden "), MessageId.New(), Writing.At);

        Assert.Empty(_discussion.TakeEvents());
        Assert.Equal(0, _discussion.Head);
    }

    [Fact]
    public void A_stranger_may_not()
    {
        var refusal = Assert.Throws<RefusedException>(
            () => _discussion.Rename(Writing.NewPerson("Mallory"), Orchard, MessageId.New(), Writing.At));

        Assert.Equal("discussion.not-a-member", refusal.Code);
        Assert.Equal(Writing.Garden, _discussion.Name);
    }

    [Fact]
    public void A_member_who_does_not_own_it_may_not()
    {
        var bob = Writing.NewPerson("Bob");
        var invitation = _discussion.Invite(_ada.Id, InvitationId.New(), Secret.New(), InvitationTerms.From("", "", ""), Writing.At);
        _discussion.Join(bob, invitation.Id, _ada, MessageId.New(), Writing.At);

        var refusal = Assert.Throws<RefusedException>(() => _discussion.Rename(bob, Orchard, MessageId.New(), Writing.At));

        Assert.Equal("tablo.owner-only", refusal.Code);
    }

    [Theory]
    [InlineData(true, NoticeKind.Archived)]
    [InlineData(false, NoticeKind.Restored)]
    public void Archiving_and_restoring_are_told_too(bool archived, NoticeKind kind)
    {
        _discussion.Archive(_ada, MessageId.New(), Writing.At);
        if (!archived)
        {
            _discussion.TakeEvents();
            _discussion.Restore(_ada, MessageId.New(), Writing.At);
        }

        var told = Assert.IsType<DiscussionChanged>(Assert.Single(_discussion.TakeEvents()), exactMatch: false);
        Assert.Equal((_discussion.Head, new Notice(kind, "Ada", null)), (told.Entry.Sequence, told.Row.Notice));
    }
}
