using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;
using Xtablo.Domain.Text;

namespace Xtablo.Domain.Tests.Discussions;

public class MembersOfADiscussionTests
{
    private readonly Person _ada = Writing.NewPerson("Ada");
    private readonly Person _bob = Writing.NewPerson("Bob");
    private readonly Discussion _discussion;

    public MembersOfADiscussionTests()
    {
        _discussion = Discussion.Open(TabloId.New(), Writing.Garden, _ada, Writing.At);
        _discussion.Post(_ada, "Before anyone came");
        _discussion.TakeEvents();
    }

    [Fact]
    public void Who_joins_takes_part_and_it_is_the_next_entry_with_a_notice()
    {
        var bob = Join(_bob);

        Assert.Equal((true, Role.Member, 1L, 2L), (bob.TakesPart, bob.Role, bob.SinceNumber, bob.AdmittedAtSequence));
        var told = Assert.IsType<ParticipantAdmitted>(Assert.Single(_discussion.TakeEvents()));
        Assert.Equal((_bob.Id, 2L, 2L), (told.Entry.SubjectId, told.Row.Number, told.Row.Revision));
        Assert.Equal(new Notice(NoticeKind.Joined, "Ada", "Bob"), told.Row.Notice);
        Assert.Equal((null, null, null), (told.Row.AuthorId, told.Row.ClientId, told.Row.Body));
    }

    [Fact]
    public void Who_joins_has_read_what_was_there()
    {
        Join(_bob);

        Assert.Contains(new ReadMark(_bob.Id, 2, 2), _discussion.MovedReadMarks);
    }

    [Fact]
    public void Who_takes_part_already_uses_nothing_up_and_is_no_entry()
    {
        var invitation = Invite("1");
        Join(_bob, invitation);
        _discussion.TakeEvents();

        Join(_bob, invitation);

        Assert.Equal((2, 1), (_discussion.Head, invitation.Uses));
        Assert.Empty(_discussion.TakeEvents());
    }

    [Fact]
    public void A_used_up_invitation_admits_nobody()
    {
        var invitation = Invite("1");
        Join(_bob, invitation);

        Assert.Equal("invitation.unusable", Refusal(() => Join(Writing.NewPerson("Eve"), invitation)));
    }

    [Fact]
    public void An_expired_invitation_admits_nobody()
    {
        var invitation = Invite();
        Join(_bob, invitation, Writing.At.AddDays(7).AddTicks(-10));

        Assert.Equal("invitation.unusable", Refusal(() => Join(Writing.NewPerson("Eve"), invitation, Writing.At.AddDays(7))));
    }

    [Fact]
    public void A_revoked_invitation_admits_nobody()
    {
        var invitation = Invite();
        _discussion.Revoke(_ada.Id, invitation.Id, Writing.At);

        Assert.Equal("invitation.unusable", Refusal(() => Join(_bob, invitation)));
    }

    [Fact]
    public void An_invitation_of_who_takes_part_no_more_admits_nobody()
    {
        var invitation = Invite();
        Join(_bob);
        _discussion.HandOver(_ada, _bob, MessageId.New(), Writing.At);
        _discussion.Leave(_ada, MessageId.New(), Writing.At);

        Assert.Equal("invitation.unusable", Refusal(() => Join(Writing.NewPerson("Eve"), invitation)));
    }

    [Fact]
    public void An_invitation_that_is_not_there_admits_nobody() => Assert.Equal(
        "invitation.unusable",
        Refusal(() => _discussion.Join(_bob, InvitationId.New(), _ada, MessageId.New(), Writing.At)));

    [Fact]
    public void Nobody_joins_an_archived_tablo()
    {
        var invitation = Invite();
        _discussion.Archive(_ada, MessageId.New(), Writing.At);

        Assert.Equal("tablo.archived", Refusal(() => Join(_bob, invitation)));
        Assert.Equal(0, invitation.Uses);
    }

    [Fact]
    public void Who_was_removed_takes_part_up_to_that_entry_and_may_do_nothing_after_it()
    {
        var bob = Join(_bob);
        var said = _discussion.Post(_bob, "Mine").Message.Id;
        _discussion.TakeEvents();

        _discussion.Remove(_ada, _bob, MessageId.New(), Writing.At);

        var told = Assert.IsType<ParticipantRemoved>(Assert.Single(_discussion.TakeEvents()));
        Assert.Equal((_bob.Id, 4L), (told.Entry.Removes, told.Row.Revision));
        Assert.Equal(new Notice(NoticeKind.Removed, "Ada", "Bob"), told.Row.Notice);
        Assert.Equal((false, 4L), (bob.TakesPart, bob.RemovedAtSequence));
        Assert.Equal("discussion.not-a-member", Refusal(() => _discussion.Post(_bob, "Once more")));
        Assert.Equal("discussion.not-a-member", Refusal(() => _discussion.Edit(_bob.Id, said, MessageBody.From("Other"), null, Writing.At)));
        Assert.Equal("discussion.not-a-member", Refusal(() => _discussion.Delete(_bob.Id, said, Writing.At)));
        Assert.Equal(4, _discussion.Head);
    }

    [Fact]
    public void Removed_again_is_no_entry()
    {
        Join(_bob);
        _discussion.Remove(_ada, _bob, MessageId.New(), Writing.At);

        _discussion.Remove(_ada, _bob, MessageId.New(), Writing.At);

        Assert.Equal(3, _discussion.Head);
    }

    [Fact]
    public void Also_in_an_archived_tablo_members_can_be_removed_and_can_leave()
    {
        var eve = Writing.NewPerson("Eve");
        Join(_bob);
        Join(eve);
        _discussion.Archive(_ada, MessageId.New(), Writing.At);

        Assert.False(_discussion.Remove(_ada, _bob, MessageId.New(), Writing.At).TakesPart);
        Assert.False(_discussion.Leave(eve, MessageId.New(), Writing.At).TakesPart);
    }

    [Fact]
    public void Who_was_removed_does_not_come_back_by_a_link_from_before()
    {
        var before = Invite();
        Join(_bob);
        _discussion.Remove(_ada, _bob, MessageId.New(), Writing.At);

        Assert.Equal("invitation.unusable", Refusal(() => Join(_bob, before)));
        var bob = Join(_bob, Invite());
        Assert.Equal((true, null, 4L), (bob.TakesPart, bob.RemovedAtSequence, bob.AdmittedAtSequence));
    }

    [Fact]
    public void Who_leaves_says_so_and_can_come_back()
    {
        Join(_bob);
        _discussion.TakeEvents();
        _discussion.Leave(_bob, MessageId.New(), Writing.At);

        var told = Assert.IsType<ParticipantRemoved>(Assert.Single(_discussion.TakeEvents()));
        Assert.Equal(new Notice(NoticeKind.Left, "Bob", "Bob"), told.Row.Notice);
        Assert.True(Join(_bob, Invite()).TakesPart);
    }

    [Fact]
    public void The_owner_neither_leaves_nor_is_removed()
    {
        Assert.Equal("tablo.owner-may-not-leave", Refusal(() => _discussion.Leave(_ada, MessageId.New(), Writing.At)));
        Assert.Equal("tablo.owner-may-not-leave", Refusal(() => _discussion.Remove(_ada, _ada, MessageId.New(), Writing.At)));
        Assert.Equal(1, _discussion.Head);
    }

    [Fact]
    public void Handed_over_there_is_one_owner_and_it_is_the_other()
    {
        var bob = Join(_bob);
        _discussion.TakeEvents();

        _discussion.HandOver(_ada, _bob, MessageId.New(), Writing.At);

        Assert.Equal(Role.Owner, bob.Role);
        Assert.Equal("tablo.owner-only", Refusal(() => _discussion.Archive(_ada, MessageId.New(), Writing.At)));
        var told = Assert.IsType<TabloHandedOver>(Assert.Single(_discussion.TakeEvents()));
        Assert.Equal((3L, new Notice(NoticeKind.HandedOver, "Ada", "Bob")), (told.Row.Revision, told.Row.Notice));
        Assert.False(_discussion.Leave(_ada, MessageId.New(), Writing.At).TakesPart);
    }

    [Fact]
    public void It_is_not_handed_to_who_takes_no_part()
    {
        Join(_bob);
        _discussion.Remove(_ada, _bob, MessageId.New(), Writing.At);

        Assert.Equal("member.unknown", Refusal(() => _discussion.HandOver(_ada, _bob, MessageId.New(), Writing.At)));
        Assert.Equal("member.unknown", Refusal(() => _discussion.HandOver(_ada, Writing.NewPerson("Eve"), MessageId.New(), Writing.At)));
    }

    [Theory]
    [InlineData("invite")]
    [InlineData("revoke")]
    [InlineData("remove")]
    [InlineData("hand over")]
    public void Only_the_owner_decides_who_is_in(string what)
    {
        var invitation = Invite();
        Join(_bob);
        Action<Person> decide = what switch
        {
            "invite" => by => _discussion.Invite(by.Id, InvitationId.New(), Secret.New(), InvitationTerms.From("", "", ""), Writing.At),
            "revoke" => by => _discussion.Revoke(by.Id, invitation.Id, Writing.At),
            "remove" => by => _discussion.Remove(by, _bob, MessageId.New(), Writing.At),
            _ => by => _discussion.HandOver(by, _bob, MessageId.New(), Writing.At),
        };

        Assert.Equal("tablo.owner-only", Refusal(() => decide(_bob)));
        Assert.Equal("discussion.not-a-member", Refusal(() => decide(Writing.NewPerson("Eve"))));
        decide(_ada);
    }

    [Fact]
    public void A_notice_is_nobodys_to_edit_or_delete()
    {
        Join(_bob);
        var notice = Assert.IsType<ParticipantAdmitted>(Assert.Single(_discussion.TakeEvents())).Row.Id;

        Assert.Equal("message.author-only", Refusal(() => _discussion.Edit(_ada.Id, notice, MessageBody.From("Other"), null, Writing.At)));
        Assert.Equal("message.author-or-owner-only", Refusal(() => _discussion.Delete(_ada.Id, notice, Writing.At)));
    }

    private Invitation Invite(string uses = "") =>
        _discussion.Invite(_ada.Id, InvitationId.New(), Secret.New(), InvitationTerms.From("", uses, ""), Writing.At);

    private Participant Join(Person who, Invitation? invitation = null, DateTimeOffset? at = null) =>
        _discussion.Join(who, (invitation ?? Invite()).Id, _ada, MessageId.New(), at ?? Writing.At);

    private static string Refusal(Action change) => Assert.Throws<RefusedException>(change).Code;
}
